package org.whittle.portal.approvals;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.approvals.Delegate;
import org.whittle.application.approvals.DelegationView;
import org.whittle.application.approvals.ReadPolicies;
import org.whittle.portal.frame.Says;

/** Who stands in for whom, and who for the caller. */
@Named
@ViewScoped
public class DelegationsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPolicies read;
  @EJB private Delegate delegate;
  @Inject private Says says;

  private List<DelegationView> all = List.of();
  private String deputy = "";
  private String reason = "";
  private @Nullable LocalDate until;

  /** Reads everything anew. */
  @PostConstruct
  public void load() {
    all = read.delegations();
  }

  /** Lets somebody stand in. */
  public void give() {
    if (until != null) {
      delegate.to(deputy.strip(), until, reason);
      says.done("delegations.given", deputy.strip());
      deputy = "";
      reason = "";
      load();
    }
  }

  /** Ends a delegation. */
  public void end(DelegationView one) {
    delegate.end(one.id());
    says.done("delegations.ended", one.to());
    load();
  }

  /** Those that are in force. */
  public List<DelegationView> getAll() {
    return all;
  }

  /** Who is to stand in. */
  public String getDeputy() {
    return deputy;
  }

  /** Who is to stand in. */
  public void setDeputy(String deputy) {
    this.deputy = deputy;
  }

  /** Why. */
  public String getReason() {
    return reason;
  }

  /** Why. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  /** The last day. */
  public @Nullable LocalDate getUntil() {
    return until;
  }

  /** The last day. */
  public void setUntil(@Nullable LocalDate until) {
    this.until = until;
  }
}
