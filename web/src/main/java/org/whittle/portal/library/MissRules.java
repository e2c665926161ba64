package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.whittle.application.rules.AcceptMiss;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.Says;

/** Makes rules out of the misses that a page lists. */
@Named
@ViewScoped
public class MissRules implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private ImageHeader header;
  @Inject private Overview overview;
  @Inject private Says says;
  @EJB private AcceptMiss accepting;

  /** Adds a rule for the miss at the place in the list, from 1. */
  public void accept(int miss) {
    AcceptMiss.Accepted accepted = accepting.accept(header.getName(), header.getNumber(), miss);
    overview.forget();
    says.done("misses.accepted", accepted.version(), accepted.file());
  }
}
