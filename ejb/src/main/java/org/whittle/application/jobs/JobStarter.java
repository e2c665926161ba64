package org.whittle.application.jobs;

import jakarta.ejb.Local;

/** Hands a job to the batch engine; the batch module implements it. */
@Local
public interface JobStarter {
  /**
   * Starts the batch job for a row that waits. Must be called outside any transaction, after the
   * row is committed.
   */
  void start(String batchJob, long jobId);
}
