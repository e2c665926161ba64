package org.whittle.application.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which jobs this server has in hand, from the moment in which they go to the batch engine until
 * their work has ended, however it did. Safe for use by any thread.
 */
@ApplicationScoped
public class WorkHere {
  private final Set<Long> jobs = ConcurrentHashMap.newKeySet();

  /** Notes that the server takes it. */
  public void begin(long job) {
    jobs.add(job);
  }

  /** Notes that nothing works on it any more. */
  public void end(long job) {
    jobs.remove(job);
  }

  /** All that it has at this moment. */
  public Set<Long> now() {
    return Set.copyOf(jobs);
  }
}
