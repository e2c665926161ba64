package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rollouts.DecideRollout;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.application.rollouts.RolloutPage;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** One rollout and the decision on it. */
@Named
@ViewScoped
public class RolloutView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadRollouts rollouts;
  @EJB private DecideRollout deciding;
  @Inject private Says says;
  @Inject private Overview overview;

  private long id;
  private String comment = "";
  private @Nullable RolloutPage page;

  /** Reads the rollout. */
  public void load() {
    page = rollouts.rollout(id);
  }

  /** Approves the plan with the digest that was shown. */
  public void approve(String planDigest) {
    deciding.approve(id, planDigest, comment);
    boolean all =
        rollouts.rollout(id).requirements().stream().allMatch(RolloutPage.RequirementView::met);
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

  /** The rollout's id. */
  public long getId() {
    return id;
  }

  /** The rollout's id. */
  public void setId(long id) {
    this.id = id;
  }
}
