package org.whittle.batch;

import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Lets go of a job however its steps ended; if they broke, whoever looks for such jobs finds its
 * row unended.
 */
@Named
@Dependent
public class RebuildEnd extends AbstractJobListener {
  @Inject private JobContext context;
  @EJB private SystemWork system;

  @Override
  public void afterJob() {
    system.ended(JobNumber.of(context));
  }
}
