package org.whittle.build.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.build.ArchiveBaseline;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.FetchedIndex;
import org.whittle.source.FetchedRelease;
import org.whittle.source.Mirror;
import org.whittle.source.SourceDefinition;
import org.whittle.source.SyncResult;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** What archives offer at this moment. */
public final class FreshBaseline {
  private FreshBaseline() {}

  /**
   * Looks at each archive, and fetches the indices that the store lacks.
   *
   * @param sources at least one
   * @param contents is asked when somebody wants to know who ships a path
   * @throws org.whittle.kernel.Failure as {@link Mirror#sync} says
   */
  public static ArchiveBaseline of(
      List<SourceDefinition> sources,
      Architecture architecture,
      Transport transport,
      BlobStore store,
      ContentsLibrary contents,
      Clock clock,
      Progress progress) {
    Mirror mirror = new Mirror(transport, store, clock);
    List<ArchiveBaseline.Offer> offers = new ArrayList<>();
    List<ContentsPlace> places = new ArrayList<>();
    for (SourceDefinition source : sources) {
      // Nothing is known beforehand, so that the answer is always what was fetched.
      if (mirror.sync(source, Optional.empty(), progress) instanceof SyncResult.Fetched fetched) {
        offers.addAll(offers(source, fetched.release(), store));
        places.add(ContentsPlace.of(source, fetched.release().digest()));
      }
    }
    return ArchiveBaseline.of(architecture, offers).with(contents, places);
  }

  private static List<ArchiveBaseline.Offer> offers(
      SourceDefinition source, FetchedRelease release, BlobStore store) {
    List<ArchiveBaseline.Offer> offers = new ArrayList<>();
    for (FetchedIndex index : release.indices()) {
      offers.add(
          ArchiveBaseline.Offer.of(
              source.uri(), index.text(), release.date(), records(source, index, store)));
    }
    return offers;
  }

  private static List<IndexRecord> records(
      SourceDefinition source, FetchedIndex index, BlobStore store) {
    List<IndexRecord> records = new ArrayList<>();
    String name = source.name() + " " + index.component();
    try (InputStream text = new BufferedInputStream(store.open(index.text()), 1 << 16)) {
      PackagesIndex.read(text, name, records::add);
    } catch (IOException e) {
      throw new Unavailable("cannot read index " + name + ": " + e.getMessage(), e);
    }
    return records;
  }
}
