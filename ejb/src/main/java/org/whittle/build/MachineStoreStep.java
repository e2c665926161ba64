package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.build.Documents.Document;
import org.whittle.build.Documents.Kind;
import org.whittle.composition.boot.Machine;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.BootTest;
import org.whittle.verification.TestOutcome;

/** Writes the formats that boot into the store, and boots each. */
record MachineStoreStep(Workshop shop, BuildRequest request) {

  /** What was written and how it booted. */
  record Stored(List<Document> files, List<TestOutcome> boots) {
    static final Stored NOTHING = new Stored(List.of(), List.of());
  }

  /**
   * Writes every format of the blueprint that boots.
   *
   * @param boot whether they are booted
   */
  Stored write(Machine machine, ThinTree tree, boolean boot) {
    MachineWriter writer = new MachineWriter(shop, request, machine, tree);
    List<Document> files = new ArrayList<>();
    List<TestOutcome> boots = new ArrayList<>();
    for (String format : request.blueprint().formats()) {
      if (MachineStep.FORMATS.contains(format)) {
        try (ScratchDirectory folder = ScratchDirectory.in(shop.workspace(), "machine-")) {
          BootTest.Medium medium = writer.write(format, folder.path()::resolve);
          files.addAll(store(folder.path()));
          if (boot) {
            boots.add(writer.boot(format, medium));
          }
        } catch (IOException e) {
          throw new Unavailable("cannot write the machine as " + format + ": " + e.getMessage(), e);
        }
      }
    }
    return new Stored(files, boots);
  }

  private List<Document> store(Path folder) throws IOException {
    List<Document> files = new ArrayList<>();
    try (DirectoryStream<Path> written = Files.newDirectoryStream(folder)) {
      for (Path file : written) {
        Kind kind =
            Stream.of(Kind.values())
                .filter(k -> file.toString().endsWith(k.suffix()))
                .findFirst()
                .orElseThrow();
        try (InputStream content = Files.newInputStream(file)) {
          BlobStore.Stored stored = shop.store().put(content);
          files.add(new Document(kind, stored.digest(), stored.size(), Optional.empty()));
        }
      }
    }
    files.sort(Comparator.comparing(Document::kind));
    return files;
  }
}
