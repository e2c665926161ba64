package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.promotions.PromotionNotices;
import org.whittle.audit.AuditTrail;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.PackageName;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.HeldVersions;
import org.whittle.patches.Hold;
import org.whittle.patches.HoldScope;
import org.whittle.patches.Holds;
import org.whittle.patches.Rollback;
import org.whittle.patches.Rollbacks;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/**
 * Takes a rollout back, or one image of it: channels point where they pointed before.
 *
 * <p>No version is removed. A rollout's patches and base are not applied any more and wait to be
 * proposed again; an image alone is held on what it had, since its rollout stays applied.
 */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class RollBack {
  @Inject private Rollouts rollouts;
  @Inject private Rollbacks rollbacks;
  @Inject private BaseMoves bases;
  @Inject private Images images;
  @Inject private Holds holds;
  @Inject private PromotionNotices promotions;
  @Inject private Jobs jobs;
  @Inject private RolloutNotices notices;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** Takes back all that the rollout gave; gives how many images went back. */
  public int rollout(long id, String reason) {
    Rollout rollout = rollouts.rollout(caller.project(), id);
    rollout.rollBack(caller.name(), reason, clock.instant());
    requireQuiet("rollout " + id);
    List<Rollbacks.Undone> undone =
        rollbacks.undo(caller.project(), id, Optional.empty(), caller.name());
    promotions.voidMoved();
    rollbacks.voidPlanned(id);
    rollbacks.unapply(rollout);
    bases.unapply(rollout);
    int back = (int) undone.stream().filter(Rollbacks.Undone::undone).count();
    notices.rolledBack(rollout, caller.name(), Rollback.reason(reason));
    List<AuditTrail.Deed> deeds = new ArrayList<>();
    deeds.add(
        new AuditTrail.Deed(
            "roll back rollout",
            "rollout " + id,
            back + " of " + undone.size() + " images went back: " + Rollback.reason(reason)));
    for (Rollbacks.Undone image : undone) {
      deeds.add(new AuditTrail.Deed("roll back image", "image " + image.image(), of(id, image)));
    }
    audited.record(deeds);
    return back;
  }

  /**
   * Takes back what the rollout gave one image, and holds the image on what it had.
   *
   * @throws NotFound if the rollout gave the image no version
   * @throws Conflict if a later version took its place everywhere
   */
  public void image(long id, String name, String reason) {
    Rollout rollout = rollouts.rollout(caller.project(), id);
    String because = Rollback.reason(reason);
    Image image = images.image(caller.project(), name);
    requireQuiet("image " + name);
    Rollbacks.Undone undone =
        rollbacks.undo(caller.project(), id, Optional.of(image.id()), caller.name()).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFound(
                        "cannot roll back image "
                            + name
                            + ": rollout "
                            + id
                            + " gave it no version that stands"));
    if (!undone.undone()) {
      throw new Conflict("cannot roll back image " + name + ": " + undone.message());
    }
    promotions.voidMoved();
    hold(rollout, image, because);
    audited.record("roll back image", "image " + name, of(id, undone) + ": " + because);
  }

  private void hold(Rollout rollout, Image image, String because) {
    List<Hold> held = holds.inForce(image.id());
    for (Rollbacks.Kept kept : rollbacks.kept(rollout.id(), image.id())) {
      Hold.Wish wish =
          new Hold.Wish(
              new HoldScope.OfImage(image.id()),
              new PackageName(kept.name()),
              HeldVersions.exactly(kept.version()),
              "rolled back from rollout " + rollout.id() + ": " + because,
              caller.name(),
              Optional.empty());
      if (held.stream().noneMatch(hold -> hold.saysAs(wish))) {
        holds.add(new Hold(caller.project(), wish, caller.name(), clock.instant(), holds.today()));
      }
    }
  }

  /** Waits for whoever starts a job just now, and refuses while images are rebuilt. */
  private void requireQuiet(String what) {
    jobs.lockStarts(caller.project());
    jobs.unfinished(caller.project()).stream()
        .filter(job -> job.kind() == JobKind.REBUILD)
        .map(Job::id)
        .findFirst()
        .ifPresent(
            job -> {
              throw new Conflict(
                  "cannot roll back " + what + ": job " + job + " is rebuilding images",
                  "Wait for its end, or stop it",
                  null);
            });
  }

  private static String of(long rollout, Rollbacks.Undone image) {
    return "rollout " + rollout + ": " + image.message();
  }
}
