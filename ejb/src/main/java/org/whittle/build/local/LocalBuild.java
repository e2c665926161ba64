package org.whittle.build.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Documents;
import org.whittle.build.ImageBuilder;
import org.whittle.build.MachineWriter;
import org.whittle.build.Workshop;
import org.whittle.composition.oci.OciArchive;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.oci.OciLayout;
import org.whittle.composition.rootfs.RootFsTar;
import org.whittle.composition.sbom.Provenance;
import org.whittle.composition.squashfs.SquashFs;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.verification.BootTest;

/** Builds an image into a directory. */
public final class LocalBuild {
  /** The stage in which artifacts are written, as progress names it. */
  public static final String WRITE = "write";

  private final Workshop shop;

  /** A build that works with these. */
  public LocalBuild(Workshop shop) {
    this.shop = shop;
  }

  /**
   * What is wanted.
   *
   * @param formats the artifacts to write
   * @param verify whether the retro-tests are run; an image that fails is not written then
   * @param output where artifacts go; made if it is not there
   * @param lock the lock to write; empty: none
   */
  public record Order(
      BuildRequest request,
      List<ArtifactFormat> formats,
      boolean verify,
      Path output,
      Optional<LockFile.Wanted> lock) {
    /** Copies the list. */
    public Order {
      formats = List.copyOf(formats);
    }
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * The artifacts are in place.
     *
     * @param artifacts in the order of the formats, the list of files last
     */
    record Written(Built built, List<Path> artifacts) implements Result {}

    /** The image did not pass; nothing was written. */
    record NotVerified(Built built) implements Result {}

    /** Nothing was made. */
    record Broken(Failed failed) implements Result {}
  }

  /**
   * Builds; what was there before stays until everything new is there.
   *
   * @throws Failure if artifacts cannot be written
   */
  public Result build(Order order, Progress progress) {
    BuildRequest request = order.request();
    BuildRequest narrowed = request.withFormats(needed(order.formats()));
    Order exact =
        new Order(narrowed, order.formats(), order.verify(), order.output(), order.lock());
    return switch (new ImageBuilder(shop).build(narrowed, order.verify(), progress)) {
      case Failed failed -> new Result.Broken(failed);
      case Built built when order.verify() && !built.verified() -> new Result.NotVerified(built);
      case Built built -> write(exact, built, progress);
    };
  }

  /** What the pipeline has to make so that the formats can be written. */
  private static List<String> needed(List<ArtifactFormat> formats) {
    return formats.stream()
        .filter(format -> format.isImage() || format.isMachine())
        .map(format -> format.isImage() ? "oci" : MachineWriter.KEPT)
        .distinct()
        .toList();
  }

  private Result write(Order order, Built built, Progress progress) {
    String name = order.request().blueprint().name();
    int steps = order.formats().size();
    progress.report(WRITE, 0, steps);
    try (OutputDirectory output = new OutputDirectory(order.output())) {
      Built tested = built;
      int done = 0;
      for (ArtifactFormat format : order.formats()) {
        if (format.isMachine()) {
          MachineWriter writer =
              new MachineWriter(shop, order.request(), built.machine().orElseThrow(), built.tree());
          BootTest.Medium medium = writer.write(format.word(), output::place);
          if (order.verify()) {
            tested = tested.with(writer.boot(format.word(), medium));
          }
        } else {
          write(order, built, format, output.place(name + format.suffix()));
        }
        progress.report(WRITE, ++done, steps);
      }
      if (order.verify() && !tested.verified()) {
        return new Result.NotVerified(tested);
      }
      writeDocuments(built, name, subjects(name, built, output), output);
      FileListing.write(FileListing.of(built.tree()), output.place(name + FileListing.SUFFIX));
      refuseIfCancelled(name);
      order.lock().ifPresent(lock -> LockFile.write(lock, order.request()));
      return new Result.Written(tested, output.publish());
    } catch (IOException e) {
      throw OutputFailure.of("the artifacts of " + name, order.output(), e);
    }
  }

  /** What was written so far, each file by its digest; a layout by its manifest. */
  private static SortedMap<String, Digest> subjects(
      String name, Built built, OutputDirectory output) throws IOException {
    SortedMap<String, Digest> subjects = new TreeMap<>();
    built.oci().ifPresent(oci -> subjects.put(name, oci.manifest()));
    for (Path file : output.written()) {
      if (Files.isRegularFile(file)) {
        try (InputStream content = Files.newInputStream(file)) {
          subjects.put(file.getFileName().toString(), Digest.of(content));
        }
      }
    }
    return subjects;
  }

  private void writeDocuments(
      Built built, String name, SortedMap<String, Digest> subjects, OutputDirectory output)
      throws IOException {
    for (Documents.Document document : built.documents().all()) {
      Path file = output.place(name + document.kind().suffix());
      if (document.kind() == Documents.Kind.PROVENANCE) {
        Files.write(file, Provenance.write(built.materials(), subjects));
      } else {
        try (InputStream content = shop.store().open(document.digest())) {
          Files.copy(content, file);
        }
      }
    }
  }

  private void write(Order order, Built built, ArtifactFormat format, Path file) {
    BuildRequest request = order.request();
    Instant date = request.baseline().date();
    String tag = request.blueprint().name() + ":latest";
    BlobStore store = shop.store();
    try {
      switch (format) {
        case OCI -> OciLayout.write(oci(built), store, tag, file);
        case OCI_ARCHIVE -> {
          try (OutputStream out = Files.newOutputStream(file)) {
            OciArchive.write(oci(built), store, tag, out);
          }
        }
        case TAR -> {
          try (OutputStream out = Files.newOutputStream(file)) {
            RootFsTar.write(built.tree(), store, date, out);
          }
        }
        case SQUASHFS -> SquashFs.write(built.tree(), store, date, file);
        default -> throw new IllegalArgumentException(format.word());
      }
    } catch (IOException e) {
      throw OutputFailure.of(format.word(), order.output(), e);
    }
  }

  private static OciImage oci(Built built) {
    return built.oci().orElseThrow();
  }

  private static void refuseIfCancelled(String name) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Unavailable("cannot write the artifacts of " + name + ": the build was cancelled");
    }
  }
}
