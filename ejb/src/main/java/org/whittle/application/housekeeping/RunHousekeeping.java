package org.whittle.application.housekeeping;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobState;
import org.whittle.kernel.Digest;
import org.whittle.library.StoreRoots;
import org.whittle.store.BlobStore;
import org.whittle.store.StoreCheck;
import org.whittle.store.StoreCollection;

/**
 * Keeps house: checks every blob of the store, then removes those that nobody needs.
 *
 * <p>Where something is damaged the job fails and names the images that it touches, and nothing is
 * removed: what a damaged list leads to is not known.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunHousekeeping {
  private static final int NAMED = 20;

  @Inject private LongWork work;
  @Inject private BlobStore blobs;
  @Inject private StoreRoots roots;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /** Runs the housekeeping of a job. */
  public void run(long jobId) {
    work.run(
        jobId,
        (job, progress) -> {
          StoreCheck.Report check = StoreCheck.run(blobs, progress);
          if (!check.damaged().isEmpty()) {
            return new LongWork.Ending(JobState.FAILED, damage(check.damaged()));
          }
          Instant limit = clock.instant().minus(settings.grace());
          StoreCollection.Report collection =
              StoreCollection.run(blobs, roots.needed(), limit, progress);
          return LongWork.Ending.done(
              check.blobs()
                  + " blobs checked, "
                  + megabytes(check.bytes())
                  + " MB, none damaged; "
                  + collection.removed()
                  + " removed, "
                  + megabytes(collection.bytes())
                  + " MB");
        });
  }

  private String damage(List<Digest> damaged) {
    List<String> touched = roots.touchedBy(damaged);
    return damaged.size()
        + " blobs are damaged ("
        + some(damaged.stream().map(Digest::toString).toList())
        + ") and touch "
        + (touched.isEmpty() ? "no image" : some(touched))
        + ". Check the disk; restore them from a backup, or delete the files and build the images"
        + " again";
  }

  private static String some(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
