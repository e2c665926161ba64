package org.whittle.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** A job of one step: begins the lease and does the work that its property names. */
@Named
@Dependent
public class SystemBatchlet extends AbstractBatchlet {
  @Inject private JobContext context;

  @Inject
  @BatchProperty(name = "work")
  private String work;

  @EJB private SystemWork system;

  @Override
  public String process() {
    long jobId = JobNumber.of(context);
    try {
      system.begin(jobId, context.getExecutionId());
      work(jobId);
    } finally {
      system.ended(jobId);
    }
    return "COMPLETED";
  }

  private void work(long jobId) {
    switch (work) {
      case "sync" -> system.sync(jobId);
      case "advisories" -> system.advisories(jobId);
      case "build" -> system.build(jobId);
      case "first-start" -> system.firstStart(jobId);
      case "housekeeping" -> system.housekeeping(jobId);
      default -> throw new IllegalStateException("job XML names unknown work: " + work);
    }
  }
}
