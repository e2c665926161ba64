package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;

class PreparedIndicesTest {
  private static final Digest KEY = Digest.of("what it is made of");
  private static final String STANZAS =
      """
      Package: web
      Version: 1:2.0-1
      Depends: lib (>= 1), tool:any | virtual
      Recommends: more
      Conflicts: other (<< 3)
      Provides: virtual (= 2), httpd
      Multi-Arch: allowed
      Installed-Size: 5000000000
      Description: serves \u00e4 page

      Package: lib
      Essential: yes

      Package: lib
      Version: 0.9
      Architecture: all

      Package: wrong
      Depends: lib (\\ 1)

      Package: foreign
      Architecture: i386
      """;

  @TempDir Path folder;

  private static DebianUniverse universe(String stanzas) {
    return DebianUniverse.builder(Architecture.AMD64).add(CaseFile.records(stanzas)).build();
  }

  private PreparedIndices indices() {
    return new PreparedIndices(folder.resolve("indices"), 2);
  }

  private Path file(Digest key) {
    return folder.resolve("indices").resolve(key.hex() + ".universe");
  }

  @Test
  void whatIsOpenedIsWhatWasKept() {
    DebianUniverse built = universe(STANZAS);
    assertEquals(2, built.skipped().size());
    indices().keep(KEY, built);
    assertEquals(UniverseDump.of(built), UniverseDump.of(indices().open(KEY).orElseThrow()));
  }

  @Test
  void anEmptyUniverseIsKept() {
    indices().keep(KEY, universe(""));
    assertEquals(0, indices().open(KEY).orElseThrow().packages());
  }

  @Test
  void theFrozenIndicesAreKept() throws IOException {
    DebianUniverse built = FrozenIndices.allSuites();
    indices().keep(KEY, built);
    assertEquals(UniverseDump.of(built), UniverseDump.of(indices().open(KEY).orElseThrow()));
  }

  @Test
  void theOrderOfTheInputDoesNotChangeAByte() {
    List<IndexRecord> records = new ArrayList<>(CaseFile.records(STANZAS).subList(0, 3));
    ByteBuffer expected = null;
    for (int seed = 0; seed < 6; seed++) {
      Collections.shuffle(records, new Random(seed));
      DebianUniverse universe = DebianUniverse.builder(Architecture.AMD64).add(records).build();
      ByteBuffer encoded = PreparedIndex.encode(universe, KEY);
      assertEquals(expected == null ? encoded : expected, encoded);
      expected = encoded;
    }
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertEquals(Optional.empty(), indices().open(KEY));
  }

  @Test
  void aFileOfSomethingElseIsAbsent() throws IOException {
    indices().keep(KEY, universe(STANZAS));
    Digest other = Digest.of("something else");
    Files.copy(file(KEY), file(other));
    assertTrue(indices().open(other).isEmpty());
  }

  @Test
  void aDamagedByteAnywhereIsNoticedAndMended() throws IOException {
    DebianUniverse built = universe(STANZAS);
    indices().keep(KEY, built);
    byte[] right = Files.readAllBytes(file(KEY));
    for (int at = 0; at < right.length; at += 1 + at / 40) {
      byte[] wrong = right.clone();
      wrong[at] ^= 4;
      Files.write(file(KEY), wrong);
      assertTrue(indices().open(KEY).isEmpty(), "damage at byte " + at);
    }
    indices().keep(KEY, built);
    assertEquals(-1, Files.mismatch(file(KEY), Files.write(folder.resolve("right"), right)));
  }

  @Test
  void aFileThatIsCutOffOrTooLongIsAbsent() throws IOException {
    indices().keep(KEY, universe(STANZAS));
    byte[] right = Files.readAllBytes(file(KEY));
    for (int size : new int[] {0, 10, 63, 64, 100, right.length - 1, right.length + 4}) {
      Files.write(file(KEY), Arrays.copyOf(right, size));
      assertTrue(indices().open(KEY).isEmpty(), size + " bytes");
    }
  }

  @Test
  void onlyTheLastFilesAreKept() throws IOException {
    List<Digest> keys = List.of(Digest.of("1"), Digest.of("2"), Digest.of("3"));
    for (int i = 0; i < keys.size(); i++) {
      indices().keep(keys.get(i), universe(STANZAS));
      Files.setLastModifiedTime(file(keys.get(i)), FileTime.fromMillis(1000 * i + 1000));
    }
    Files.write(folder.resolve("indices/dead.new"), new byte[1]);
    Files.setLastModifiedTime(folder.resolve("indices/dead.new"), FileTime.fromMillis(0));
    indices().keep(keys.get(0), universe(STANZAS));
    try (Stream<Path> left = Files.list(folder.resolve("indices"))) {
      assertEquals(
          List.of(file(keys.get(0)), file(keys.get(2))).stream().sorted().toList(),
          left.sorted().toList());
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    PreparedIndices indices = new PreparedIndices(file, 2);
    Unavailable kept =
        assertThrows(Unavailable.class, () -> indices.keep(KEY, universe("Package: a")));
    assertEquals("cannot keep prepared index in " + file + ": " + file, kept.getMessage());
    Path entry = file.resolve(KEY.hex() + ".universe");
    Unavailable opened = assertThrows(Unavailable.class, () -> indices.open(KEY));
    assertEquals(
        "cannot open prepared index " + entry + ": " + entry + ": Not a directory",
        opened.getMessage());
  }
}
