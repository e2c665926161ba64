package org.whittle.source;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * Brings a source's current release and its indices into the store.
 *
 * <p>Order of trust: the release by its signature and its dates, the indices by the release. Safe
 * for use by any thread.
 */
public final class Mirror {
  private static final int LARGEST_RELEASE = 32 << 20;

  private final Transport transport;
  private final BlobStore store;
  private final Clock clock;

  /** A mirror that reads through the transport and takes the present from the clock. */
  public Mirror(Transport transport, BlobStore store, Clock clock) {
    this.transport = transport;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Looks at the archive, and fetches what is new.
   *
   * <p>Progress: stage {@code release} 0 and 1 of 1, then stage {@code index} in bytes of the
   * compressed indices.
   *
   * @param previous the release of the last snapshot; nothing older is accepted
   * @throws Unavailable if the archive cannot be reached
   * @throws NotFound if it does not have the suite, a component or the architecture
   * @throws Corrupted if the release or an index cannot be trusted or used
   */
  public SyncResult sync(
      SourceDefinition source, Optional<KnownRelease> previous, Progress progress) {
    progress.report("release", 0, 1);
    byte[] file = fetchRelease(source);
    String place = "release " + source.inSuite("InRelease");
    VerifiedText verified = new ReleaseVerifier(clock).verify(file, source.keyring(), place);
    ReleaseFile release = ReleaseFile.parse(verified.text(), place);
    new ReleaseCheck(source.suite(), previous, clock.instant()).require(release, place);
    progress.report("release", 1, 1);
    Digest digest = Digest.of(file);
    if (previous.isPresent() && previous.get().digest().equals(digest)) {
      return new SyncResult.Unchanged(previous.get());
    }
    List<FetchedIndex> indices = fetchIndices(source, release, progress);
    store.put(digest, new ByteArrayInputStream(file));
    return new SyncResult.Fetched(fetched(digest, verified, release, indices));
  }

  private byte[] fetchRelease(SourceDefinition source) {
    URI uri = source.inSuite("InRelease");
    try {
      return transport.small(uri, LARGEST_RELEASE, "release");
    } catch (NotFound e) {
      throw new NotFound(
          "cannot find suite \""
              + source.suite()
              + "\" in archive "
              + source.uri()
              + ": it has no dists/"
              + source.suite()
              + "/InRelease",
          "Check the address and the suite",
          e);
    }
  }

  private List<FetchedIndex> fetchIndices(
      SourceDefinition source, ReleaseFile release, Progress progress) {
    List<OfferedIndex> offered = new ArrayList<>();
    for (String component : source.components()) {
      offered.add(OfferedIndex.require(release, source, component));
      if (release.separateAll()) {
        OfferedIndex.find(release, component, Architecture.ALL).ifPresent(offered::add);
      }
    }
    long total = offered.stream().mapToLong(index -> index.packed().size()).sum();
    List<FetchedIndex> fetched = new ArrayList<>();
    long done = 0;
    for (OfferedIndex index : offered) {
      long before = done;
      fetched.add(
          new IndexFetch(transport, store)
              .fetch(source, index, bytes -> progress.report("index", before + bytes, total)));
      done += index.packed().size();
      progress.report("index", done, total);
    }
    return fetched;
  }

  private static FetchedRelease fetched(
      Digest digest, VerifiedText verified, ReleaseFile release, List<FetchedIndex> indices) {
    return new FetchedRelease(
        digest,
        release.date(),
        release.validUntil(),
        verified.signer(),
        verified.signedAt(),
        release.origin(),
        release.suite(),
        release.codename(),
        release.version(),
        indices);
  }
}
