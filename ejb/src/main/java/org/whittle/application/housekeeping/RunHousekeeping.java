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
import java.util.Set;
import java.util.TreeSet;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.application.jobs.LongWork;
import org.whittle.build.StoreRepair;
import org.whittle.catalogue.Addresses;
import org.whittle.jobs.JobState;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.library.Damage;
import org.whittle.library.StoreRoots;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.store.StoreCheck;
import org.whittle.store.StoreCollection;

/**
 * Keeps house: checks every blob of the store, then removes those that nobody needs, and what was
 * derived and is not asked for any more.
 *
 * <p>What is damaged is fetched, unpacked and written again. If something cannot be, the job fails
 * and names the images that it touches, they count as failed until it is sound again, and nothing
 * is removed: what a damaged list leads to is not known.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunHousekeeping {
  private static final int NAMED = 20;

  @Inject private LongWork work;
  @Inject private BlobStore blobs;
  @Inject private DerivedData derived;
  @Inject private StoreRoots roots;
  @Inject private Addresses addresses;
  @Inject private Damage damage;
  @Inject private StoreRepair repair;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /** Runs the housekeeping of a job. */
  public void run(long jobId) {
    work.run(jobId, (job, progress) -> run(progress));
  }

  private LongWork.Ending run(Progress progress) {
    StoreCheck.Report check = StoreCheck.run(blobs, progress);
    Set<Digest> found = new TreeSet<>(damage.gone());
    found.addAll(check.damaged());
    Set<Digest> left = afterRepair(found, progress);
    damage.record(left);
    if (!left.isEmpty()) {
      return new LongWork.Ending(JobState.FAILED, damage(left));
    }
    Instant limit = clock.instant().minus(settings.grace());
    StoreCollection.Report collection = StoreCollection.run(blobs, roots.needed(), limit, progress);
    return LongWork.Ending.done(
        String.format(
            Locale.ROOT,
            "%d blobs checked, %s MB, %s; %d removed, %s MB; %d derived entries forgotten",
            check.blobs(),
            megabytes(check.bytes()),
            found.isEmpty() ? "none damaged" : found.size() + " damaged and made again",
            collection.removed(),
            megabytes(collection.bytes()),
            derived.forget(limit)));
  }

  /** What could not be made again. */
  private Set<Digest> afterRepair(Set<Digest> found, Progress progress) {
    Set<Digest> left = new TreeSet<>(found);
    if (!found.isEmpty()) {
      left.removeAll(repair.packages(left, addresses.of(roots.archives()), progress));
      left.removeAll(repair.images(left, damage.images(left)));
    }
    return left;
  }

  private String damage(Set<Digest> damaged) {
    List<String> touched = roots.touchedBy(damaged);
    return damaged.size()
        + " blobs are damaged ("
        + some(damaged.stream().map(Digest::toString).toList())
        + ") and touch "
        + (touched.isEmpty() ? "no image" : some(touched))
        + ". They could not be made again from their sources. Check the disk; restore them from a"
        + " backup, or delete the files and build the images again";
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
