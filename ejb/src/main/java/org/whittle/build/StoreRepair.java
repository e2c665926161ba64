package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.blueprint.Blueprint;
import org.whittle.composition.Compression;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.oci.OciImageWriter;
import org.whittle.format.PackageContents;
import org.whittle.format.deb.DebReader;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.thinning.ThinTree;

/**
 * Makes damaged blobs again from what they came from: packages are fetched and unpacked again,
 * layers are written again.
 *
 * <p>Everything is made aside and verified first; a blob is replaced only by what has its digest,
 * and one that cannot be made stays as it is. Safe for use by any thread.
 */
public final class StoreRepair {
  private static final System.Logger LOG = System.getLogger(StoreRepair.class.getName());

  private final Workshop shop;

  /** A repair of the shop's store. */
  public StoreRepair(Workshop shop) {
    this.shop = shop;
  }

  /**
   * An image whose configuration, manifest and layers can be written again.
   *
   * @param tree its files, each with the package that it is of
   * @param date the baseline's date
   */
  public record Image(ThinTree tree, Blueprint blueprint, Instant date) {}

  /**
   * Fetches package archives again that are damaged or hold a damaged file, and unpacks them.
   *
   * @param damaged blobs whose content is wrong or gone
   * @param archives where packages come from; the failure of one does not stop the others
   * @return the blobs that are sound again
   * @throws Unavailable if the thread is interrupted
   */
  public Set<Digest> packages(
      Set<Digest> damaged, List<PackageRequest> archives, Progress progress) {
    Set<Digest> repaired = new HashSet<>();
    for (PackageRequest archive : archives) {
      refuseIfCancelled();
      Set<Digest> left = without(damaged, repaired);
      if (left.contains(archive.sha256()) || mayHold(archive, left)) {
        repaired.addAll(aside((fresh, derived) -> bring(archive, left, fresh, progress), left));
      }
    }
    return repaired;
  }

  /**
   * Writes images again of which a layer, the configuration or the manifest is damaged.
   *
   * @param damaged as above, without what has been repaired since
   * @return the blobs that are sound again
   */
  public Set<Digest> images(Set<Digest> damaged, List<Image> images) {
    Set<Digest> repaired = new HashSet<>();
    for (Image image : images) {
      for (Compression compression : Compression.values()) {
        refuseIfCancelled();
        Set<Digest> left = without(damaged, repaired);
        if (!left.isEmpty()) {
          repaired.addAll(
              aside((fresh, derived) -> write(image, compression, fresh, derived), left));
        }
      }
    }
    return repaired;
  }

  private static Set<Digest> without(Set<Digest> all, Set<Digest> done) {
    Set<Digest> left = new HashSet<>(all);
    left.removeAll(done);
    return left;
  }

  private static void refuseIfCancelled() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Unavailable("cannot repair the store: cancelled");
    }
  }

  /** Whether the archive has a file that is damaged; true if nobody remembers what it has. */
  private boolean mayHold(PackageRequest archive, Set<Digest> damaged) {
    Optional<PackageContents> contents = UnpackedContents.find(shop.derived(), archive.sha256());
    return !damaged.isEmpty()
        && (contents.isEmpty()
            || contents.get().files().stream()
                .flatMap(file -> file.content().stream())
                .anyMatch(damaged::contains));
  }

  /** What makes blobs in a store that is thrown away. */
  @FunctionalInterface
  private interface Making {
    void into(BlobStore fresh, DerivedData derived) throws IOException;
  }

  private Set<Digest> aside(Making making, Set<Digest> damaged) {
    Set<Digest> repaired = new HashSet<>();
    try (ScratchDirectory scratch = ScratchDirectory.in(shop.workspace(), "repair-")) {
      BlobStore fresh = new FileBlobStore(scratch.path());
      making.into(fresh, new FileDerivedData(scratch.path()));
      for (Digest digest : damaged) {
        if (fresh.contains(digest)) {
          replace(digest, fresh);
          repaired.add(digest);
        }
      }
      shop.store().sync();
    } catch (Failure | IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot repair by this way: " + e.getMessage());
    }
    return repaired;
  }

  private void replace(Digest digest, BlobStore fresh) throws IOException {
    shop.store().delete(digest, Instant.MAX);
    try (InputStream content = fresh.open(digest)) {
      shop.store().put(digest, content);
    }
  }

  private void bring(
      PackageRequest archive, Set<Digest> damaged, BlobStore fresh, Progress progress)
      throws IOException {
    BlobStore from = shop.store();
    if (damaged.contains(archive.sha256()) || !from.contains(archive.sha256())) {
      List<FetchOutcome> outcomes = shop.source().fetch(List.of(archive), fresh, progress);
      if (outcomes.getFirst() instanceof FetchOutcome.Failed failed) {
        throw failed.failure();
      }
      from = fresh;
    }
    try (InputStream deb = from.open(archive.sha256())) {
      DebReader.unpack(deb, archive.size(), content -> fresh.put(content).digest());
    }
  }

  private void write(Image image, Compression compression, BlobStore fresh, DerivedData derived) {
    BlobStore both = new AsideStore(shop.store(), fresh);
    LayerWriter layers = new LayerWriter(both, derived, compression, shop.threads());
    Blueprint blueprint = image.blueprint();
    new OciImageWriter(both, layers)
        .write(
            image.tree(),
            blueprint.run(),
            blueprint.architecture(),
            blueprint.labels(),
            image.date());
  }
}
