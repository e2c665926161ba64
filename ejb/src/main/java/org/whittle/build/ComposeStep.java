package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.BuildOutcome.TarArchive;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.oci.OciImageWriter;
import org.whittle.composition.rootfs.RootFsTar;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/** Writes the artifacts that a blueprint asks for. */
record ComposeStep(Workshop shop, BuildRequest request) {

  /** What was written. */
  record Artifacts(Optional<OciImage> oci, Optional<TarArchive> tar) {}

  Artifacts write(ThinTree tree, Meanwhile meanwhile) {
    List<String> formats = request.blueprint().formats();
    Optional<Supplier<TarArchive>> tar =
        formats.contains("tar")
            ? Optional.of(meanwhile.start(() -> archive(tree)))
            : Optional.empty();
    Optional<OciImage> oci = formats.contains("oci") ? Optional.of(image(tree)) : Optional.empty();
    return new Artifacts(oci, tar.map(Supplier::get));
  }

  private OciImage image(ThinTree tree) {
    BlobStore store = shop.store();
    LayerWriter layers =
        new LayerWriter(store, shop.derived(), request.compression(), shop.threads());
    Blueprint blueprint = request.blueprint();
    return new OciImageWriter(store, layers)
        .write(tree, blueprint.run(), blueprint.architecture(), blueprint.labels(), date());
  }

  private Instant date() {
    return request.baseline().date();
  }

  /** Only its digest and size are kept: the archive is the same whenever it is made. */
  private TarArchive archive(ThinTree tree) {
    try (InputStream tar = RootFsTar.open(tree, shop.store()::openAgain, date());
        Counting counting = new Counting(tar)) {
      Digest digest = Digest.of(counting);
      return new TarArchive(digest, counting.count);
    } catch (IOException e) {
      throw new Unavailable("cannot write the root file system: " + e.getMessage(), e);
    }
  }

  private static final class Counting extends java.io.FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
