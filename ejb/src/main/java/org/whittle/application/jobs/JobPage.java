package org.whittle.application.jobs;

import java.time.Instant;
import java.util.List;

/** A job with its items. */
public record JobPage(JobView job, List<Item> items) {
  /** One piece of the job's work that has ended: an image, a source. */
  public record Item(String subject, String state, String message, Instant endedAt) {}
}
