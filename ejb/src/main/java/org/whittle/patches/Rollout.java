package org.whittle.patches;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;

/** A cause for the images that it touches, with an exact plan that somebody else decides on. */
@Entity
@Table(name = "rollout")
public class Rollout {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "project_id")
  private int projectId;

  @Column(name = "baseline_id")
  private int baselineId;

  private String title = "";

  @Enumerated(EnumType.STRING)
  private RolloutCause cause = RolloutCause.PATCHES;

  private @Nullable Integer rules;

  private String scope = "";

  @Enumerated(EnumType.STRING)
  private Verification verification = Verification.TESTS;

  @Enumerated(EnumType.STRING)
  private RolloutState state = RolloutState.DRAFT;

  private boolean approved;

  @Column(name = "scheduled_in")
  private @Nullable String scheduledIn;

  @Column(name = "scheduled_for")
  private @Nullable Instant scheduledFor;

  @Column(name = "plan_digest", columnDefinition = "BINARY(32)")
  private byte[] planDigest = new byte[0];

  @Column(name = "requested_by")
  private String requestedBy = "";

  @Column(name = "requested_at")
  private Instant requestedAt = Instant.EPOCH;

  private String comment = "";

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "rolled_back_at")
  private @Nullable Instant rolledBackAt;

  @Column(name = "rolled_back_by")
  private @Nullable String rolledBackBy;

  @Column(name = "rolled_back_because")
  private @Nullable String rolledBackBecause;

  @Version private int version;

  /** For the persistence provider. */
  protected Rollout() {}

  /**
   * A draft, which nobody is asked about before it is proposed.
   *
   * @throws InvalidInput if the title is empty
   */
  public Rollout(
      int projectId,
      int baselineId,
      String title,
      Purpose purpose,
      Plan plan,
      String by,
      Instant now,
      String comment) {
    this.projectId = projectId;
    this.baselineId = baselineId;
    this.title = RolloutText.title(title);
    this.cause = purpose.cause();
    this.rules = purpose.rules().isPresent() ? purpose.rules().getAsInt() : null;
    this.scope = purpose.scope();
    this.verification = plan.verification();
    this.planDigest = plan.digest().bytes();
    this.requestedBy = by;
    this.requestedAt = now;
    this.comment = RolloutText.comment(comment);
  }

  /** The rollout's number. */
  public long id() {
    return id;
  }

  /** The project that it belongs to. */
  public int projectId() {
    return projectId;
  }

  /** The baseline that it changes. */
  public int baselineId() {
    return baselineId;
  }

  /** What its requester calls it. */
  public String title() {
    return title;
  }

  /** What it is for. */
  public Purpose purpose() {
    return new Purpose(cause, rules == null ? OptionalInt.empty() : OptionalInt.of(rules), scope);
  }

  /** What must be known of a version before channel {@code dev} follows it. */
  public Verification verification() {
    return verification;
  }

  /** Where it stands. */
  public RolloutState state() {
    return state;
  }

  /** The digest of all lines of its plan. */
  public Digest plan() {
    return Digest.fromBytes(planDigest);
  }

  /** Who proposed it. */
  public String requestedBy() {
    return requestedBy;
  }

  /** When it was proposed. */
  public Instant requestedAt() {
    return requestedAt;
  }

  /** What its requester says of it. */
  public String comment() {
    return comment;
  }

  /**
   * Asks others to decide on it.
   *
   * @throws Denied if it is somebody else's draft
   * @throws Conflict if it is none any more
   */
  public void propose(String user) {
    require(user, "propose");
    become(RolloutState.AWAITING_APPROVAL, "propose");
  }

  /**
   * Takes it away before anybody has decided.
   *
   * @throws Denied if somebody else asked for it
   * @throws Conflict if it was decided already
   */
  public void withdraw(String user, Instant now) {
    require(user, "withdraw");
    if (approved) {
      throw new Conflict(
          "cannot withdraw rollout " + id + ": it was approved",
          "An operator can roll it back",
          null);
    }
    become(RolloutState.VOID, "withdraw");
    endedAt = now;
  }

  private void require(String user, String verb) {
    if (!user.equals(requestedBy)) {
      throw new Denied(
          "cannot " + verb + " rollout " + id + ": " + requestedBy + " asks for it",
          "Ask " + requestedBy,
          null);
    }
  }

  /** Notes that its candidates have been tested; once others are asked, it stays as it is. */
  public void tested() {
    if (state == RolloutState.DRAFT) {
      state = RolloutState.TESTED;
    }
  }

  private void become(RolloutState next, String verb) {
    if (!state.next().contains(next)) {
      throw new Conflict(
          "cannot "
              + verb
              + " rollout "
              + id
              + ": it is "
              + state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          "Load it again",
          null);
    }
    state = next;
  }

  /** Why somebody may not decide on it now; empty if they may. */
  public Optional<String> whyNotDecidedBy(String user) {
    if (state != RolloutState.AWAITING_APPROVAL) {
      boolean draft = state == RolloutState.DRAFT || state == RolloutState.TESTED;
      return Optional.of(draft ? "it is not proposed yet" : "it was decided already");
    }
    return user.equals(requestedBy)
        ? Optional.of("whoever proposes a rollout cannot decide on it")
        : Optional.empty();
  }

  /**
   * Checks that somebody may decide on it now.
   *
   * @param seen the digest of the plan that the decision was made on
   * @throws Denied if the user proposed it: four eyes, administrators included
   * @throws Conflict if it was decided already, or the plan is not the one that was seen
   */
  public void requireDecidable(String user, Digest seen) {
    if (user.equals(requestedBy)) {
      throw new Denied(
          "cannot decide on rollout " + id + ": whoever proposes a rollout cannot decide on it",
          "Ask another approver",
          null);
    }
    if (state != RolloutState.AWAITING_APPROVAL) {
      throw new Conflict(
          "cannot decide on rollout " + id + ": " + whyNotDecidedBy(user).orElseThrow());
    }
    if (!plan().equals(seen)) {
      throw new Conflict(
          "cannot decide on rollout " + id + ": its plan is not the one that you saw",
          "Load it again and look at the plan",
          null);
    }
  }

  /** Takes the decision, which {@link #requireDecidable} allows. */
  public void decide(String user, Digest seen, boolean approves) {
    requireDecidable(user, seen);
    become(approves ? RolloutState.APPROVED : RolloutState.REJECTED, "decide on");
    approved = approves;
  }

  /** Notes the window that it waits for; without one it stays approved. */
  public void schedule(Optional<ScheduledWindow> window) {
    if (state != RolloutState.APPROVED && state != RolloutState.SCHEDULED) {
      return;
    }
    state = window.isPresent() ? RolloutState.SCHEDULED : RolloutState.APPROVED;
    scheduledIn = window.map(ScheduledWindow::window).orElse(null);
    scheduledFor = window.map(ScheduledWindow::opens).orElse(null);
  }

  /** The window that it waits for. */
  public Optional<ScheduledWindow> scheduled() {
    return scheduledIn == null || scheduledFor == null
        ? Optional.empty()
        : Optional.of(new ScheduledWindow(scheduledIn, scheduledFor));
  }

  /** Notes that the night job works on it. */
  public void run() {
    if (state == RolloutState.APPROVED || state == RolloutState.SCHEDULED) {
      become(RolloutState.RUNNING, "run");
      scheduledIn = null;
      scheduledFor = null;
    }
  }

  /** Why it cannot be rolled back now; empty if it can. */
  public Optional<String> whyNotRolledBack() {
    if (state == RolloutState.ROLLED_BACK) {
      return Optional.of("it was rolled back already");
    }
    return approved ? Optional.empty() : Optional.of("it was not approved");
  }

  /**
   * Notes that it was rolled back.
   *
   * @throws InvalidInput if there is no reason
   * @throws Conflict if there is nothing to roll back
   */
  public void rollBack(String by, String reason, Instant now) {
    String because = Rollback.reason(reason);
    Optional<String> whyNot = whyNotRolledBack();
    if (whyNot.isPresent()) {
      throw new Conflict("cannot roll back rollout " + id + ": " + whyNot.get());
    }
    rolledBackBecause = because;
    rolledBackBy = by;
    rolledBackAt = now;
    become(RolloutState.ROLLED_BACK, "roll back");
    endedAt = now;
  }

  /** When it ended. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** Who rolled it back, when and why. */
  public Optional<Rollback> rollback() {
    return rolledBackAt == null || rolledBackBy == null || rolledBackBecause == null
        ? Optional.empty()
        : Optional.of(new Rollback(rolledBackBy, rolledBackAt, rolledBackBecause));
  }

  /**
   * Notes how it ended.
   *
   * @throws Conflict if it cannot end so from where it stands
   */
  public void end(RolloutState ended, Instant now) {
    run();
    become(ended, "end");
    endedAt = now;
  }
}
