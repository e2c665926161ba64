package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Properties;
import org.whittle.application.jobs.JobStarter;

/**
 * Starts jobs in the batch engine.
 *
 * <p>Only use cases call it, and they have checked who may; it has no remote or web face.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BatchJobStarter implements JobStarter {
  /** The job parameter that holds the number of the job's row. */
  static final String JOB_ID = "jobId";

  @Override
  public void start(String batchJob, long jobId) {
    Properties parameters = new Properties();
    parameters.setProperty(JOB_ID, Long.toString(jobId));
    JobOperator operator = BatchRuntime.getJobOperator();
    operator.start(batchJob, parameters);
  }
}
