package org.whittle.portal.rollouts;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.promotions.DecidePromotion;
import org.whittle.application.promotions.PromotionView;
import org.whittle.application.promotions.ReadPromotions;
import org.whittle.library.PromotionState;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** One promotion, and deciding on it. */
@Named
@ViewScoped
public class PromotionPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPromotions read;
  @EJB private DecidePromotion decide;
  @Inject private Says says;
  @Inject private Overview overview;

  private long id;
  private @Nullable PromotionView promotion;
  private String comment = "";

  /** Reads the promotion. */
  public void load() {
    promotion = read.promotion(id);
  }

  /** Approves what is on the page. */
  public void approve(String subject) {
    told(decide.approve(id, subject, comment));
  }

  /** Rejects what is on the page. */
  public void reject(String subject) {
    told(decide.reject(id, subject, comment));
  }

  private void told(PromotionState state) {
    says.done(
        switch (state) {
          case AWAITING_APPROVAL -> "promotion.now.waiting";
          case APPROVED -> "promotion.now.approved";
          case REJECTED -> "promotion.now.rejected";
          case VOID -> "promotion.now.void";
        });
    overview.forget();
    comment = "";
    load();
  }

  /** The promotion. */
  public @Nullable PromotionView getPromotion() {
    return promotion;
  }

  /** The promotion's number. */
  public long getId() {
    return id;
  }

  /** The promotion's number. */
  public void setId(long id) {
    this.id = id;
  }

  /** What the decision says. */
  public String getComment() {
    return comment;
  }

  /** What the decision says. */
  public void setComment(String comment) {
    this.comment = comment;
  }
}
