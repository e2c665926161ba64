package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rollouts.PlanRollout;
import org.whittle.application.rollouts.PlanView;
import org.whittle.application.rollouts.Wish;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.library.Verification;
import org.whittle.patches.RolloutCause;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** What a rollout would do, and proposing it. */
@Named
@ViewScoped
public class PlanPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ROLLOUTS = "/rollouts/rollouts?faces-redirect=true";
  private static final String PATCHES = "/patches/patches?faces-redirect=true&affecting=true";

  @EJB private PlanRollout planning;
  @Inject private Says says;
  @Inject private Overview overview;

  private @Nullable Wish wish;
  private @Nullable PlanView plan;
  private String label = "";
  private String images = "";
  private String title = "";
  private String comment = "";

  /** Plans for what the address names; who named nothing may choose patches. */
  public String load() {
    Asked asked =
        new Asked(
            FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap());
    if (asked.nothing()) {
      says.done("plan.nothing");
      return PATCHES;
    }
    label = asked.first("label");
    images = asked.first("images");
    boolean ofPatches = asked.first("cause").isEmpty();
    try {
      wish = asked.wish();
      plan = planning.whatIf(wish);
      return "";
    } catch (Conflict meanwhile) {
      Says.failed(meanwhile);
      return PATCHES;
    } catch (InvalidInput | NotFound impossible) {
      if (ofPatches) {
        throw impossible;
      }
      Says.failed(impossible);
      return ROLLOUTS;
    }
  }

  /** Proposes exactly this rollout. */
  public String propose() {
    long id = planning.propose(title.strip(), Objects.requireNonNull(wish), comment);
    overview.forget();
    says.done("plan.proposed");
    return "/rollouts/rollout?faces-redirect=true&id=" + id;
  }

  /** Keeps the plan without asking anybody. */
  public String draft() {
    long id = planning.draft(title.strip(), Objects.requireNonNull(wish), comment);
    says.done("plan.drafted");
    return "/rollouts/rollout?faces-redirect=true&id=" + id;
  }

  /** The plan. */
  public @Nullable PlanView getPlan() {
    return plan;
  }

  /** How many patches are planned for. */
  public int getCount() {
    return wish == null ? 0 : wish.patches().size();
  }

  /** What it is for. */
  public @Nullable RolloutCause getCause() {
    return wish == null ? null : wish.cause();
  }

  /** The patches that are planned for. */
  public List<Long> getPatches() {
    return wish == null ? List.of() : wish.patches();
  }

  /** What may have to be known of a version before channel dev follows it. */
  public Verification[] getVerifications() {
    return Verification.values();
  }

  /** Whether it is for patches, which say themselves what they touch. */
  public boolean isOfPatches() {
    return getCause() == RolloutCause.PATCHES;
  }

  /** The label that narrows it. */
  public String getLabel() {
    return label;
  }

  /** The names that narrow it. */
  public String getImages() {
    return images;
  }

  /** The rollout's title. */
  public String getTitle() {
    return title;
  }

  /** The rollout's title. */
  public void setTitle(String title) {
    this.title = title;
  }

  /** What the approver should know. */
  public String getComment() {
    return comment;
  }

  /** What the approver should know. */
  public void setComment(String comment) {
    this.comment = comment;
  }
}
