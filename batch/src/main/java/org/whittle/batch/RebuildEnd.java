package org.whittle.batch;

import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Ends the row of a job whose steps broke, so that the next can start. */
@Named
@Dependent
public class RebuildEnd extends AbstractJobListener {
  @Inject private JobContext context;
  @EJB private SystemWork system;

  @Override
  public void afterJob() {
    if (context.getBatchStatus() == BatchStatus.FAILED) {
      system.broke(JobNumber.of(context));
    }
  }
}
