package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;
import org.whittle.application.approvals.RequirementView;
import org.whittle.application.rollouts.DecideRollout;
import org.whittle.application.rollouts.DraftRollout;
import org.whittle.application.rollouts.PlanLine;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.application.rollouts.RollBack;
import org.whittle.application.rollouts.RolloutPage;
import org.whittle.application.rollouts.TestCandidates;
import org.whittle.patches.LineState;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** One rollout and the decision on it. */
@Named
@ViewScoped
public class RolloutView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadRollouts rollouts;
  @EJB private DraftRollout drafts;
  @EJB private TestCandidates tests;
  @EJB private DecideRollout deciding;
  @EJB private RollBack rollback;
  @Inject private Says says;
  @Inject private Overview overview;

  private long id;
  private String comment = "";
  private String reason = "";
  private String image = "";
  private @Nullable RolloutPage page;

  /** Reads the rollout. */
  public void load() {
    page = rollouts.rollout(id);
  }

  /** Approves the plan with the digest that was shown. */
  public void approve(String planDigest) {
    deciding.approve(id, planDigest, comment);
    boolean all = rollouts.rollout(id).requirements().stream().allMatch(RequirementView::met);
    if (all) {
      decided("rollout.approved");
    } else {
      decided("rollout.approved.partly");
    }
  }

  /** Rejects the plan with the digest that was shown. */
  public void reject(String planDigest) {
    deciding.reject(id, planDigest, comment);
    decided("rollout.rejected");
  }

  /** Asks others to decide on the draft. */
  public void propose() {
    drafts.propose(id);
    decided("plan.proposed");
  }

  /** Has the candidates tested that policies want tested, or all. */
  public String test(boolean all) {
    long job = tests.start(id, all);
    says.done("rollout.testing");
    return "/jobs/job?faces-redirect=true&id=" + job;
  }

  /** Takes away what nobody has decided on. */
  public void withdraw() {
    drafts.withdraw(id);
    decided("rollout.withdrawn");
  }

  /** Takes the rollout back, or the chosen image of it. */
  public void rollBack() {
    if (image.isEmpty()) {
      int images = rollback.rollout(id, reason);
      overview.forget();
      says.done("rollout.rolledBack", images);
    } else {
      rollback.image(id, image, reason);
      overview.forget();
      says.done("rollout.image.rolledBack", image);
    }
    reason = "";
    image = "";
    load();
    // Only now: whoever is refused keeps what they wrote, and sees where.
    PrimeFaces.current().ajax().update("rollout", "standing");
  }

  /** Images that can be taken back alone: those that the rollout gave a version. */
  public List<String> getRebuilt() {
    RolloutPage known = page;
    return known == null
        ? List.of()
        : known.plan().lines().stream()
            .filter(line -> line.resultVersion().isPresent())
            .filter(line -> line.state() != LineState.ROLLED_BACK)
            .map(PlanLine::image)
            .toList();
  }

  private void decided(String key) {
    overview.forget();
    says.done(key);
    load();
  }

  /** The rollout. */
  public @Nullable RolloutPage getPage() {
    return page;
  }

  /** What the approver says about it. */
  public String getComment() {
    return comment;
  }

  /** What the approver says about it. */
  public void setComment(String comment) {
    this.comment = comment;
  }

  /** Why it is taken back. */
  public String getReason() {
    return reason;
  }

  /** Why it is taken back. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  /** The image that is taken back alone; empty for all. */
  public String getImage() {
    return image;
  }

  /** The image that is taken back alone; empty for all. */
  public void setImage(String image) {
    this.image = image;
  }

  /** The rollout's id. */
  public long getId() {
    return id;
  }

  /** The rollout's id. */
  public void setId(long id) {
    this.id = id;
  }
}
