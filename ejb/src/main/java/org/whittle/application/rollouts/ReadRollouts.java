package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.approvals.RequirementView;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Requirement;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;
import org.whittle.library.Images;
import org.whittle.patches.Candidates;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.RolloutState;
import org.whittle.patches.Rollouts;

/** Reads rollouts. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadRollouts {
  private static final String SELECT =
      "select r.id, r.title, r.cause, r.scope, r.state, r.requested_by, r.requested_at,"
          + " (select count(*) from rollout_patch p where p.rollout_id = r.id) as patches,"
          + " (select count(*) from rollout_line l where l.rollout_id = r.id"
          + "   and l.disposition = 'REBUILD') as images,"
          + " (select count(*) from rollout_line l where l.rollout_id = r.id"
          + "   and l.state = 'DONE') as done,"
          + " (select count(*) from rollout_line l where l.rollout_id = r.id"
          + "   and l.state in ('FAILED', 'VOID')) as failed,"
          + " (select count(*) from rollout_line l where l.rollout_id = r.id"
          + "   and l.state = 'ROLLED_BACK') as rolled_back,"
          + " (select count(*) from rollout_line l where l.rollout_id = r.id"
          + "   and l.state = 'PUBLISHED') as outstanding,"
          + " (select max(d.decided_by) from decision d where d.rollout_id = r.id) as decided_by"
          + " from rollout r where r.project_id = ?";

  @Inject private Rollouts rollouts;
  @Inject private Patches patches;
  @Inject private Decisions decisions;
  @Inject private Candidates candidates;
  @Inject private TestDuties duties;
  @Inject private PlanViews views;
  @Inject private ApprovalRules rules;
  @Inject private Images images;
  @Inject private Waits waits;
  @Inject private Sql sql;
  @Inject private Caller caller;

  /** Rollouts, newest first. */
  public Page<RolloutRow> rollouts(PageRequest page) {
    return new Page<>(
        sql.list(
            SELECT + " order by r.id desc limit ? offset ?",
            ReadRollouts::row,
            caller.project(),
            page.size(),
            page.first()),
        sql.number("select count(*) from rollout where project_id = ?", caller.project()));
  }

  /** Rollouts that wait for a decision, oldest first. */
  public List<RolloutRow> awaitingDecision() {
    return sql.list(
        SELECT + " and r.state = ? order by r.id limit 100",
        ReadRollouts::row,
        caller.project(),
        RolloutState.AWAITING_APPROVAL);
  }

  /** One rollout. */
  public RolloutPage rollout(long id) {
    Rollout rollout = rollouts.rollout(caller.project(), id);
    RolloutRow row =
        sql.first(SELECT + " and r.id = ?", ReadRollouts::row, caller.project(), id)
            .orElseThrow(() -> new NotFound("cannot find rollout " + id));
    List<Requirement> requirements = rules.of(id);
    Optional<String> untested =
        rollout.state().isUndecided() ? duties.whyNot(id) : Optional.empty();
    Optional<String> whyNot =
        caller.hasRole(Roles.APPROVER)
            ? rollout
                .whyNotDecidedBy(caller.name())
                .or(() -> untested)
                .or(() -> rules.whyTestsFirst(rollout))
                .or(() -> rules.whyNotApproved(id, requirements))
            : Optional.of("role approver is needed");
    List<RolloutLine> lines = rollouts.lines(id);
    return new RolloutPage(
        row,
        rollout.comment(),
        views.stored(rollout, lines),
        patches.all(caller.project(), rollouts.patches(id)).stream()
            .map(
                p ->
                    new RolloutPage.PatchItem(
                        p.id(), p.sourceName(), p.oldVersion(), p.newVersion()))
            .toList(),
        decisions.of(id).stream()
            .map(
                d ->
                    new RolloutPage.DecisionView(
                        d.approved(),
                        d.decidedBy(),
                        d.decidedAt(),
                        d.plan().toString(),
                        d.comment()))
            .toList(),
        requirements.stream().map(RequirementView::of).toList(),
        whyNot.isEmpty(),
        whyNot.orElse(""),
        caller.hasRole(Roles.OPERATOR) && rollout.whyNotRolledBack().isEmpty(),
        rollout.requestedBy().equals(caller.name()) && rollout.state().isUndecided(),
        rollout.state().isUndecided()
            && (caller.hasRole(Roles.PATCH_MANAGER) || caller.hasRole(Roles.APPROVER))
            && !candidates.untested(id).isEmpty(),
        untested.orElse(""),
        rollout.scheduled(),
        rollout.rollback(),
        Waiting.forTests(lines).or(() -> waits.now().of(rollout.state(), rollout.requestedBy())));
  }

  /** The rollouts that are to rebuild an image and have not yet, oldest first, and why. */
  public List<ImageWait> waiting(String image) {
    long imageId = images.image(caller.project(), image).id();
    Waiting now = waits.now();
    List<ImageWait> waiting = new ArrayList<>();
    for (Rollout rollout : rollouts.waitingFor(caller.project(), imageId)) {
      now.of(rollout.state(), rollout.requestedBy())
          .ifPresent(wait -> waiting.add(new ImageWait(rollout.id(), rollout.title(), wait)));
    }
    return waiting;
  }

  private static RolloutRow row(Row row) throws SQLException {
    return new RolloutRow(
        row.number("id"),
        row.text("title"),
        row.word("cause", RolloutCause.class),
        row.text("scope"),
        row.word("state", RolloutState.class),
        row.text("requested_by"),
        row.instant("requested_at"),
        row.integer("patches"),
        row.integer("images"),
        row.integer("done"),
        row.integer("failed"),
        row.integer("rolled_back"),
        row.integer("outstanding"),
        row.optionalText("decided_by"));
  }
}
