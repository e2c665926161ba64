package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;

class MirrorTest extends MirrorFixture {
  @Test
  void aReleaseAndItsIndexComeIntoTheStore() throws Exception {
    suite().validFor(Duration.ofDays(7)).releaseField("Codename", "gouda");
    suite().releaseField("Version", "1.0");
    archive.write();
    FetchedRelease expected =
        new FetchedRelease(
            digest(IN_RELEASE),
            DATE,
            Optional.of(DATE.plus(Duration.ofDays(7))),
            archive.key().fingerprint(),
            DATE,
            "Test",
            "stable",
            "gouda",
            "1.0",
            List.of(index(Architecture.AMD64, INDEX)));
    assertEquals(expected, fetched());
    assertArrayEquals(file(INDEX), stored(digest(INDEX)));
    assertArrayEquals(file(IN_RELEASE), stored(digest(IN_RELEASE)));
    assertEquals(List.of(IN_RELEASE, INDEX + ".xz"), server.requests());
  }

  private FetchedIndex index(Architecture architecture, String path) throws Exception {
    return new FetchedIndex("main", architecture, digest(path), file(path).length);
  }

  private byte[] stored(Digest digest) throws Exception {
    try (InputStream in = store.open(digest)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aSuiteIsFoundByItsCodenameToo() {
    archive.suite("gouda").releaseField("Suite", "stable");
    archive.write();
    assertInstanceOf(SyncResult.Fetched.class, sync(source("gouda", "main"), Progress.NONE));
  }

  @Test
  void anArchiveInTheFileSystemIsReadAsWell() {
    archive.write();
    SourceDefinition served = source("stable", "main");
    SourceDefinition local =
        new SourceDefinition(
            served.name(),
            archive.directory().toUri(),
            served.suite(),
            served.components(),
            served.architecture(),
            served.keyring(),
            served.origin());
    assertInstanceOf(SyncResult.Fetched.class, sync(local, Progress.NONE));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void gzipAndThenPlainAreTakenWhereNothingBetterIsOffered() {
    suite().packings(Packing.NONE, Packing.GZIP);
    archive.write();
    fetched();
    archive.suite("stable").packings(Packing.NONE).add(DebBuilder.deb("more", "1", "amd64"));
    archive.write();
    fetched();
    assertEquals(List.of(IN_RELEASE, INDEX + ".gz", IN_RELEASE, INDEX), server.requests());
  }

  @Test
  void anIndexIsFetchedByItsDigestAndElseByItsName() throws Exception {
    suite().byHash();
    archive.write();
    String byHash = "dists/stable/main/binary-amd64/by-hash/SHA256/" + digest(INDEX + ".xz").hex();
    fetched();
    assertEquals(List.of(IN_RELEASE, byHash), server.requests());

    suite().add(DebBuilder.deb("more", "1", "amd64"));
    archive.write();
    byHash = "dists/stable/main/binary-amd64/by-hash/SHA256/" + digest(INDEX + ".xz").hex();
    server.fail(byHash, 404);
    fetched();
    assertEquals(List.of(IN_RELEASE, byHash, INDEX + ".xz"), server.requests().subList(2, 5));
  }

  @Test
  void anIndexThatTheStoreHasIsNotFetchedAgain() {
    archive.write();
    fetched();
    suite().releaseField("Version", "1.1");
    archive.write();
    assertEquals("1.1", fetched().version());
    assertEquals(List.of(IN_RELEASE, INDEX + ".xz", IN_RELEASE), server.requests());
  }

  @Test
  void packagesForAllArchitecturesHaveTheirOwnIndexUnlessTheReleaseSaysOtherwise()
      throws Exception {
    suite().architectures("amd64", "all").add(DebBuilder.deb("data", "1", "all"));
    archive.write();
    String all = "dists/stable/main/binary-all/Packages";
    assertEquals(
        List.of(index(Architecture.AMD64, INDEX), index(Architecture.ALL, all)),
        fetched().indices());
    suite().releaseField("No-Support-for-Architecture-all", "Packages");
    archive.write();
    assertEquals(List.of(index(Architecture.AMD64, INDEX)), fetched().indices());
  }

  @Test
  void theSameReleaseIsUnchanged() {
    archive.write();
    KnownRelease known = fetched().known();
    assertEquals(new SyncResult.Unchanged(known), sync(known));
  }

  @Test
  void aNewerReleaseIsFetched() {
    archive.write();
    KnownRelease known = fetched().known();
    clock.move(Duration.ofDays(1));
    suite().add(DebBuilder.deb("more", "1", "amd64"));
    archive.write();
    assertInstanceOf(SyncResult.Fetched.class, sync(known));
  }

  @Test
  void progressTellsOfTheReleaseAndOfTheBytesOfTheIndices() throws Exception {
    archive.write();
    List<String> heard = new ArrayList<>();
    sync(
        source("stable", "main"),
        (stage, done, total) -> heard.add(stage + " " + done + "/" + total));
    int size = file(INDEX + ".xz").length;
    assertEquals(List.of("release 0/1", "release 1/1"), heard.subList(0, 2));
    assertEquals("index " + size + "/" + size, heard.get(heard.size() - 1));
  }
}
