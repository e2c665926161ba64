package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.whittle.format.deb.Problem;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

class IndexFilesTest {
  private static final String TAIL =
      "Architecture: amd64\nFilename: pool/p.deb\nSize: 1\nSHA256: " + "0".repeat(64) + "\n\n";
  private static final String TWO =
      "Package: a\nVersion: 1\nDepends: b\n" + TAIL + "Package: b\nVersion: 2\n" + TAIL;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static LoadedUniverse read(Path... files) {
    return IndexFiles.load(List.of(files), Architecture.AMD64, Optional.empty());
  }

  private LoadedUniverse cached(Path... files) {
    Clock later = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
    return IndexFiles.load(
        Stream.of(files).map(IndexFile::of).toList(),
        List.of(Architecture.AMD64),
        Optional.of(folder.resolve("cache")),
        later);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".xz", ".gz", ".zst", ".lz4"})
  void everyCompressionIsRead(String suffix) throws IOException {
    Path file = folder.resolve("Packages" + suffix);
    try (OutputStream out = compressed(suffix, Files.newOutputStream(file))) {
      out.write(TWO.getBytes(StandardCharsets.UTF_8));
    }
    LoadedUniverse loaded = read(file);
    assertEquals(2, loaded.universe().packages());
    assertEquals(2, loaded.stanzas());
    assertEquals(List.of(), loaded.skipped());
  }

  private static OutputStream compressed(String suffix, OutputStream out) throws IOException {
    return switch (suffix) {
      case ".xz" -> new XZOutputStream(out, new LZMA2Options(1));
      case ".gz" -> new GZIPOutputStream(out);
      case ".zst" -> new ZstdOutputStream(out);
      case ".lz4" -> new FramedLZ4CompressorOutputStream(out);
      default -> out;
    };
  }

  /** Long enough to be read by several threads. */
  private static String many(String stanza) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("Package: p").append(i).append("\nVersion: 1\nDepends: p").append(i / 2);
      text.append(i == 17_000 ? stanza : "\n").append(TAIL);
    }
    return text.toString();
  }

  @Test
  void whatIsSkippedIsToldWithFileAndLine() throws IOException {
    Path file = write("Packages", many(" (>= x:1)\n"));
    Path other = write("Other", "Package: a\n" + TAIL + "Package: b\nVersion: 2\nSize: 1\n" + TAIL);
    LoadedUniverse loaded = read(file, other);
    assertEquals(19_999, loaded.universe().packages());
    assertEquals(20_002, loaded.stanzas());
    assertEquals(
        List.of(
            new Problem(
                file.toString(),
                17_000 * 8 + 3,
                "Depends",
                "cannot use p17000=1/amd64: cannot read Debian version \"x:1\": the epoch is not a"
                    + " number"),
            new Problem(other.toString(), 1, "Version", "the field is missing"),
            new Problem(other.toString(), 12, "Size", "the field occurs twice")),
        loaded.skipped());
  }

  @Test
  void manyPartsAreTheSameAsOne() throws IOException {
    String text = many("\n");
    Path plain = write("Packages", text);
    Path compressed = folder.resolve("Packages.gz");
    try (OutputStream out = compressed(".gz", Files.newOutputStream(compressed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(
        UniverseDump.of(read(compressed).universe()), UniverseDump.of(read(plain).universe()));
  }

  @Test
  void thePreparedIndexIsOpenedTheNextTime() throws IOException {
    Path file = write("Packages", TWO);
    LoadedUniverse first = cached(file);
    LoadedUniverse second = cached(file);
    assertFalse(first.timings().prepared());
    assertTrue(second.timings().prepared());
    assertEquals(UniverseDump.of(first.universe()), UniverseDump.of(second.universe()));
    assertEquals(2, second.stanzas());
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    Path file = write("Packages", TWO);
    FileTime written = Files.getLastModifiedTime(file);
    cached(file);
    write("Packages", TWO.replace("Package: b", "Package: c"));
    Files.setLastModifiedTime(file, written);
    LoadedUniverse changed = cached(file);
    assertFalse(changed.timings().prepared());
    assertEquals("c", changed.universe().id(1).name().value());
  }

  @Test
  void aFileThatHasJustBeenWrittenIsNotRemembered() throws IOException {
    Path file = write("Packages", TWO);
    Optional<Path> cache = Optional.of(folder.resolve("cache"));
    IndexFiles.load(List.of(file), Architecture.AMD64, cache);
    assertFalse(IndexFiles.load(List.of(file), Architecture.AMD64, cache).timings().prepared());
  }

  @Test
  void aDamagedPreparedIndexIsMadeAgain() throws IOException {
    Path file = write("Packages", TWO);
    cached(file);
    try (var files = Files.list(folder.resolve("cache"))) {
      for (Path kept : files.toList()) {
        Files.writeString(kept, kept.toString().endsWith(".digest") ? "x" : "damaged");
      }
    }
    assertFalse(cached(file).timings().prepared());
    assertTrue(cached(file).timings().prepared());
  }

  @Test
  void aCacheThatCannotBeWrittenIsToldAndNoFailure() throws IOException {
    Path file = write("Packages", TWO);
    Path cache = write("file", "").resolve("cache");
    LoadedUniverse loaded = IndexFiles.load(List.of(file), Architecture.AMD64, Optional.of(cache));
    assertEquals(2, loaded.universe().packages());
    assertTrue(
        loaded.notKept().orElseThrow().startsWith("cannot keep prepared index in " + cache),
        loaded.notKept().orElseThrow());
    assertEquals(Optional.empty(), read(file).notKept());
  }

  @Test
  void foreignArchitecturesAreReadWhenTheyAreAskedFor() throws IOException {
    Path file = write("Packages", TWO + TWO.replace("amd64", "i386"));
    Architecture foreign = new Architecture("i386");
    Optional<Path> cache = Optional.empty();
    LoadedUniverse both =
        IndexFiles.load(List.of(file), Architecture.AMD64, List.of(foreign), cache);
    assertEquals(4, both.universe().packages());
    assertEquals(List.of(), both.skipped());
    assertEquals(
        "cannot use a=1/i386: the universe is of architecture amd64",
        read(file).skipped().getFirst().message());
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Path file = folder.resolve("none");
    for (Failure failure :
        List.of(
            assertThrows(NotFound.class, () -> read(file)),
            assertThrows(NotFound.class, () -> cached(file)))) {
      assertEquals("cannot read index " + file + ": there is no such file", failure.getMessage());
    }
  }

  @Test
  void aFolderIsNoIndex() {
    Unavailable failure = assertThrows(Unavailable.class, () -> read(folder));
    assertTrue(failure.getMessage().startsWith("cannot read index " + folder + ": "));
  }

  @Test
  void anIndexThatIsCutOffIsRefusedWhole() throws IOException {
    Path file = write("Packages", many("\n") + "Package: last\nVersion: 1");
    Corrupted failure = assertThrows(Corrupted.class, () -> read(file));
    assertEquals(
        "cannot read index " + file + ": it ends in the middle of line 160002",
        failure.getMessage());
    Path between = write("Packages2", TWO + "Package: last\n");
    assertEquals(
        "cannot read index "
            + between
            + ": it ends inside of a stanza: "
            + between
            + " line 16, field Version: the field is missing",
        assertThrows(Corrupted.class, () -> read(between)).getMessage());
  }

  @Test
  void aStanzaThatIsOfNoUseAtTheEndIsPassedOver() throws IOException {
    String foreign =
        TWO.replace("b\nVersion: 2\nArchitecture: amd64", "b\nVersion: 2\nArchitecture: i386");
    LoadedUniverse loaded = read(write("Packages", foreign.stripTrailing() + "\n"));

    assertEquals(1, loaded.universe().packages());
    assertEquals(2, loaded.stanzas());
    assertEquals(
        List.of("cannot use b=2/i386: the universe is of architecture amd64"),
        loaded.skipped().stream().map(Problem::message).toList());
  }

  @Test
  void aCompressedIndexThatIsCutOffIsRefusedWhole() throws IOException {
    for (String suffix : List.of(".xz", ".gz", ".zst", ".lz4")) {
      Path file = folder.resolve("Packages" + suffix);
      try (OutputStream out = compressed(suffix, Files.newOutputStream(file))) {
        out.write(TWO.getBytes(StandardCharsets.UTF_8));
      }
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 9));

      Corrupted failure = assertThrows(Corrupted.class, () -> read(file), suffix);
      assertTrue(failure.getMessage().startsWith("cannot read index " + file + ": "), suffix);
    }
  }

  @Test
  void brokenCompressionRefusesTheIndex() throws IOException {
    Path file = write("Packages.gz", "no gzip");
    Corrupted failure = assertThrows(Corrupted.class, () -> read(file));
    assertEquals("cannot read index " + file + ": Not in GZIP format", failure.getMessage());
  }
}
