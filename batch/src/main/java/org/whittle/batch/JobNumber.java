package org.whittle.batch;

import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.context.JobContext;

/** Reads the number of the job's row from the parameters of its execution. */
final class JobNumber {
  private JobNumber() {}

  static long of(JobContext context) {
    return Long.parseLong(
        BatchRuntime.getJobOperator()
            .getParameters(context.getExecutionId())
            .getProperty(BatchJobStarter.JOB_ID));
  }
}
