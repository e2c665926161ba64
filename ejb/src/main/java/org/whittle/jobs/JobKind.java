package org.whittle.jobs;

import java.util.Locale;

/** What a job does. */
public enum JobKind {
  /** The very first start: host's archive, sync, starter images. */
  FIRST_START,
  /** Syncs one source. */
  SYNC,
  /** Builds one image. */
  BUILD,
  /** Rebuilds the images of approved rollouts. */
  REBUILD,
  /** Builds and tests the candidates of a rollout that nobody has decided on. */
  TEST,
  /** Tests versions that were published before their tests. */
  RETEST,
  /** Reads the advisories of a feed. */
  ADVISORIES,
  /** Checks the store, and removes what nobody needs. */
  HOUSEKEEPING;

  /** The name of the job in the batch engine. */
  public String batchJob() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
