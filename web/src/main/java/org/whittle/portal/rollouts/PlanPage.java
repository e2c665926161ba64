package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rollouts.PlanRollout;
import org.whittle.application.rollouts.PlanView;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** What a rollout of some patches would do, and proposing it. */
@Named
@ViewScoped
public class PlanPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PATCHES = "/patches/patches?faces-redirect=true&affecting=true";

  @EJB private PlanRollout planning;
  @Inject private Says says;
  @Inject private Overview overview;

  private List<Long> patches = List.of();
  private @Nullable PlanView plan;
  private String title = "";
  private String comment = "";

  /** Plans for the patches that the address names; who named none may choose. */
  public String load() {
    String[] named =
        FacesContext.getCurrentInstance()
            .getExternalContext()
            .getRequestParameterValuesMap()
            .getOrDefault("patch", new String[0]);
    if (named.length == 0) {
      says.done("plan.nothing");
      return PATCHES;
    }
    if (!Arrays.stream(named).allMatch(id -> id.matches("\\d{1,18}"))) {
      throw new InvalidInput("cannot plan a rollout: the address names a patch that cannot be");
    }
    patches = Arrays.stream(named).map(Long::valueOf).distinct().toList();
    try {
      plan = planning.whatIf(patches);
      return "";
    } catch (Conflict meanwhile) {
      Says.failed(meanwhile);
      return PATCHES;
    }
  }

  /** Proposes exactly this rollout. */
  public String propose() {
    long id = planning.propose(title.strip(), patches, comment);
    overview.forget();
    says.done("plan.proposed");
    return "/rollouts/rollout?faces-redirect=true&id=" + id;
  }

  /** The plan. */
  public @Nullable PlanView getPlan() {
    return plan;
  }

  /** How many patches are planned for. */
  public int getCount() {
    return patches.size();
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
