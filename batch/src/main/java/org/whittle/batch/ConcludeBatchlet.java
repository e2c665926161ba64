package org.whittle.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Ends the rollouts whose lines have all ended, and with them the night job. */
@Named
@Dependent
public class ConcludeBatchlet extends AbstractBatchlet {
  @Inject private JobContext context;
  @EJB private SystemWork system;

  @Override
  public String process() {
    system.conclude(JobNumber.of(context));
    return "COMPLETED";
  }
}
