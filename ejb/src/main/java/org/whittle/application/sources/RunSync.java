package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.whittle.application.Roles;
import org.whittle.application.holds.ExpiredHolds;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.patches.ComputeImpact;
import org.whittle.catalogue.CatalogueImport;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.IndexReport;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.FetchedIndex;
import org.whittle.source.FetchedRelease;
import org.whittle.source.Mirror;
import org.whittle.source.SyncResult;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** Syncs a source: fetches and verifies outside any transaction, then stores in a short one. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunSync {
  @Inject private LongWork work;
  @Inject private SyncSteps steps;
  @Inject private CatalogueImport catalogue;
  @Inject private ComputeImpact impact;
  @Inject private CheckInstallability check;
  @Inject private ExpiredHolds expired;
  @Inject private Transport transport;
  @Inject private BlobStore blobs;
  @Inject private ContentsLibrary contents;
  @Inject private Clock clock;

  /** Runs the sync of a job. */
  public void run(long jobId) {
    work.run(
        jobId,
        (job, progress) ->
            LongWork.Ending.done(
                sync(job.subjectId().orElseThrow(), job.startedBy(), progress) + expired.tell()));
  }

  /** Syncs a source; gives what came of it as a sentence. */
  public String sync(long sourceId, String startedBy, Progress progress) {
    try {
      SyncSteps.Known known = steps.begin(sourceId);
      SyncResult result =
          new Mirror(transport, blobs, clock).sync(known.definition(), known.release(), progress);
      return switch (result) {
        case SyncResult.Unchanged unchanged ->
            steps.unchanged(sourceId, unchanged.release().date())
                + check.newest(sourceId, progress);
        case SyncResult.Fetched fetched ->
            store(known, sourceId, startedBy, fetched.release(), progress);
      };
    } catch (Failure failure) {
      steps.failed(sourceId, failure.messageWithRemedy());
      throw failure;
    } catch (RuntimeException fault) {
      steps.failed(sourceId, LongWork.INTERNAL);
      throw fault;
    }
  }

  private String store(
      SyncSteps.Known known,
      long sourceId,
      String startedBy,
      FetchedRelease release,
      Progress progress) {
    List<CatalogueImport.ReadIndex> read = new ArrayList<>();
    for (FetchedIndex index : release.indices()) {
      progress.report("parse", read.size(), release.indices().size());
      read.add(parse(known.definition().name(), index));
    }
    int number = catalogue.store(known.projectId(), sourceId, release, read, progress);
    String message =
        steps.stored(sourceId, number, startedBy)
            + contents(ContentsPlace.of(known.definition(), release.digest()), progress);
    impact.run(progress);
    return message + check.newest(sourceId, progress);
  }

  /** Tests of images are judged by it later; a source without it is good for all else. */
  private String contents(ContentsPlace place, Progress progress) {
    try {
      contents.prepare(place, progress);
      return "";
    } catch (NotFound absent) {
      return "";
    } catch (Failure failure) {
      return "; it cannot be said which packages ship a path: " + failure.getMessage();
    }
  }

  private CatalogueImport.ReadIndex parse(String source, FetchedIndex index) {
    List<IndexRecord> records = new ArrayList<>();
    String name = source + " " + index.component() + "/" + index.architecture();
    try (InputStream text = new BufferedInputStream(blobs.open(index.text()), 1 << 16)) {
      IndexReport report = PackagesIndex.read(text, name, records::add);
      return new CatalogueImport.ReadIndex(index, records, report);
    } catch (IOException e) {
      throw new Corrupted("cannot read index " + name + ": " + e.getMessage(), e);
    }
  }
}
