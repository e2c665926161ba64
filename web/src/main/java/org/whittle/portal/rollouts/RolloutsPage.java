package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.promotions.PromotionView;
import org.whittle.application.promotions.ReadPromotions;
import org.whittle.application.rollouts.ReadCauses;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.application.rollouts.RolloutRow;
import org.whittle.application.rollouts.RunRollouts;
import org.whittle.application.rollouts.WaitingCause;
import org.whittle.portal.frame.PagedModel;
import org.whittle.portal.frame.Says;

/** All rollouts, newest first. */
@Named
@ViewScoped
public class RolloutsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadRollouts rollouts;
  @EJB private RunRollouts running;
  @EJB private ReadCauses causes;
  @EJB private ReadPromotions promotions;
  @Inject private Says says;

  private @Nullable List<PromotionView> waiting;

  private final PagedModel<RolloutRow> rows =
      new PagedModel<>(page -> rollouts.rollouts(page), RolloutRow::id);

  /** Starts the night job now. */
  public String run() {
    long job = running.startNow();
    says.done("rollouts.started");
    return "/jobs/job?faces-redirect=true&id=" + job;
  }

  /** What is new beside patches, and waits for a rollout. */
  public List<WaitingCause> getCauses() {
    return causes.waiting();
  }

  /** Promotions that wait for a decision, those first that the caller may decide on. */
  public List<PromotionView> getPromotions() {
    if (waiting == null) {
      waiting =
          promotions.awaitingDecision().stream()
              .sorted(Comparator.comparing(promotion -> !promotion.mayDecide()))
              .toList();
    }
    return waiting;
  }

  /** The rows. */
  public PagedModel<RolloutRow> getRows() {
    return rows;
  }
}
