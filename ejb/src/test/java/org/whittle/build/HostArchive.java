package org.whittle.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.source.AptConfiguration;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.FetchedIndex;
import org.whittle.source.Mirror;
import org.whittle.source.OfferedSource;
import org.whittle.source.SourceDefinition;
import org.whittle.source.SyncResult;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** The archive of this machine's own distribution, as its apt configuration names it. */
final class HostArchive {
  private HostArchive() {}

  /** What a signed suite offers, and where its indices of contents are. */
  private record Suite(List<ArchiveBaseline.Offer> offers, ContentsPlace contents) {}

  /**
   * All its suites, updates for security among them, as a baseline; their indices in the store,
   * those of contents in a folder.
   */
  static ArchiveBaseline baseline(BlobStore store, Transport transport, Path contents)
      throws IOException {
    List<Suite> suites = suites(store, transport);
    List<ContentsPlace> places = suites.stream().map(Suite::contents).toList();
    ContentsLibrary library = new ContentsLibrary(transport, store, contents, Clock.systemUTC());
    // As a sync does, so that the first image does not wait for it.
    places.forEach(place -> library.prepare(place, Progress.NONE));
    return ArchiveBaseline.of(Architecture.AMD64, offers(suites)).with(library, places);
  }

  /** What all its suites offer. */
  static List<ArchiveBaseline.Offer> offers(BlobStore store, Transport transport)
      throws IOException {
    return offers(suites(store, transport));
  }

  private static List<ArchiveBaseline.Offer> offers(List<Suite> suites) {
    return suites.stream().flatMap(suite -> suite.offers().stream()).toList();
  }

  private static List<Suite> suites(BlobStore store, Transport transport) throws IOException {
    List<Suite> suites = new ArrayList<>();
    for (OfferedSource source : AptConfiguration.read(Path.of("/etc/apt")).sources()) {
      if (source.switchedOn()) {
        SourceDefinition definition = source.definition().orElseThrow();
        SyncResult.Fetched fetched = sync(definition, store, transport, Clock.systemUTC());
        suites.add(
            new Suite(
                offers(definition, store, fetched),
                ContentsPlace.of(definition, fetched.release().digest())));
      }
    }
    return suites;
  }

  /** One signed suite as a baseline, its indices in the store. */
  static ArchiveBaseline baseline(
      SourceDefinition source, BlobStore store, Transport transport, Clock clock)
      throws IOException {
    return ArchiveBaseline.of(
        source.architecture(), offers(source, store, sync(source, store, transport, clock)));
  }

  private static SyncResult.Fetched sync(
      SourceDefinition source, BlobStore store, Transport transport, Clock clock) {
    SyncResult result =
        new Mirror(transport, store, clock).sync(source, Optional.empty(), Progress.NONE);
    return (SyncResult.Fetched) result;
  }

  private static List<ArchiveBaseline.Offer> offers(
      SourceDefinition source, BlobStore store, SyncResult.Fetched fetched) throws IOException {
    List<ArchiveBaseline.Offer> offers = new ArrayList<>();
    for (FetchedIndex index : fetched.release().indices()) {
      List<IndexRecord> records = new ArrayList<>();
      try (InputStream text = new BufferedInputStream(store.open(index.text()), 1 << 16)) {
        PackagesIndex.read(text, source.name(), records::add);
      }
      offers.add(
          ArchiveBaseline.Offer.of(source.uri(), index.text(), fetched.release().date(), records));
    }
    return offers;
  }
}
