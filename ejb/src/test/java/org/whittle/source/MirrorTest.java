package org.whittle.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

class MirrorTest {
  private static final Instant NOW = Instant.parse("2026-06-02T12:00:00Z");
  private static final Instant DATE = Instant.parse("2026-06-01T10:00:00Z");
  private static final SigningKey KEY = SigningKey.ed25519();
  private static final String INDEX = "Package: hello\nVersion: 1\n\n".repeat(50);
  private static final String ALL_INDEX = "Package: data\nVersion: 1\n\n";
  private static final String SUITE = "/archive/dists/stable";
  private static final String MAIN = "main/binary-amd64";

  @TempDir Path folder;
  private FaultyServer server;
  private BlobStore store;
  private Mirror mirror;

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    store = new FileBlobStore(folder);
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            2,
            Duration.ZERO,
            pause -> {});
    mirror =
        new Mirror(
            new Transport(HttpClient.newBuilder(), patience),
            store,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static TestRelease release() {
    return new TestRelease(DATE).index(MAIN, INDEX, ".xz", ".gz");
  }

  private void publish(TestRelease release) {
    release.publish(server, SUITE, KEY, DATE);
  }

  private SourceDefinition source(String suite, String... components) {
    return new SourceDefinition(
        "test",
        server.uri("/archive"),
        suite,
        List.of(components),
        Architecture.AMD64,
        KEY.keyring(),
        "Test");
  }

  private SyncResult sync(KnownRelease... previous) {
    Optional<KnownRelease> known = List.of(previous).stream().findFirst();
    return mirror.sync(source("stable", "main"), known, Progress.NONE);
  }

  private FetchedRelease fetched() {
    return assertInstanceOf(SyncResult.Fetched.class, sync()).release();
  }

  private String fault(KnownRelease... previous) {
    return assertThrows(Corrupted.class, () -> sync(previous)).messageWithRemedy();
  }

  private String inRelease() {
    return "release " + server.uri(SUITE + "/InRelease");
  }

  private String text(Digest digest) throws IOException {
    try (InputStream in = store.open(digest)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aReleaseAndItsIndexComeIntoTheStore() throws Exception {
    publish(release().validUntil(NOW.plusSeconds(60)));
    FetchedRelease release = fetched();
    assertEquals(
        new FetchedRelease(
            Digest.of(server.file(SUITE + "/InRelease")),
            DATE,
            Optional.of(NOW.plusSeconds(60)),
            KEY.fingerprint(),
            DATE,
            "Test",
            "stable",
            "gouda",
            "1.0",
            List.of(
                new FetchedIndex("main", Architecture.AMD64, Digest.of(INDEX), INDEX.length()))),
        release);
    assertEquals(INDEX, text(Digest.of(INDEX)));
    assertEquals(release.digest(), Digest.of(text(release.digest())));
    assertEquals(
        List.of(SUITE + "/InRelease", SUITE + "/" + MAIN + "/Packages.xz"), server.requests());
  }

  @Test
  void aSuiteIsFoundByItsCodenameToo() {
    release().publish(server, "/archive/dists/gouda", KEY, DATE);
    SyncResult result = mirror.sync(source("gouda", "main"), Optional.empty(), Progress.NONE);
    assertInstanceOf(SyncResult.Fetched.class, result);
  }

  @Test
  void gzipAndThenPlainAreTakenWhereNothingBetterIsOffered() {
    publish(new TestRelease(DATE).index(MAIN, INDEX, ".gz"));
    fetched();
    publish(new TestRelease(DATE).index(MAIN, ALL_INDEX));
    fetched();
    assertEquals(SUITE + "/" + MAIN + "/Packages.gz", server.requests().get(1));
    assertEquals(SUITE + "/" + MAIN + "/Packages", server.requests().get(3));
  }

  @Test
  void anIndexIsFetchedByItsDigestAndElseByItsName() {
    publish(release().field("Acquire-By-Hash", "yes"));
    byte[] packed = server.file(SUITE + "/" + MAIN + "/Packages.xz");
    String byHash = SUITE + "/" + MAIN + "/by-hash/SHA256/" + Digest.of(packed).hex();
    fetched();
    assertEquals(
        List.of(SUITE + "/InRelease", byHash, SUITE + "/" + MAIN + "/Packages.xz"),
        server.requests());
  }

  @Test
  void anIndexThatTheStoreHasIsNotFetchedAgain() {
    publish(release());
    fetched();
    publish(release().field("Version", "1.1"));
    assertEquals("1.1", fetched().version());
    assertEquals(3, server.requests().size());
  }

  @Test
  void packagesForAllArchitecturesHaveTheirOwnIndexOnlyWhereTheReleaseSaysSo() {
    publish(release().index("main/binary-all", ALL_INDEX, ".xz"));
    assertEquals(1, fetched().indices().size());
    publish(
        release()
            .index("main/binary-all", ALL_INDEX, ".xz")
            .without("No-Support-for-Architecture-all"));
    assertEquals(
        List.of(
            new FetchedIndex("main", Architecture.AMD64, Digest.of(INDEX), INDEX.length()),
            new FetchedIndex("main", Architecture.ALL, Digest.of(ALL_INDEX), ALL_INDEX.length())),
        fetched().indices());
  }

  @Test
  void theSameReleaseIsUnchanged() {
    publish(release());
    KnownRelease known = fetched().known();
    assertEquals(new SyncResult.Unchanged(known), sync(known));
  }

  @Test
  void progressTellsOfTheReleaseAndOfTheBytesOfTheIndices() {
    publish(release());
    List<String> heard = new ArrayList<>();
    mirror.sync(
        source("stable", "main"),
        Optional.empty(),
        (stage, done, total) -> heard.add(stage + " " + done + "/" + total));
    int size = server.file(SUITE + "/" + MAIN + "/Packages.xz").length;
    assertEquals(List.of("release 0/1", "release 1/1"), heard.subList(0, 2));
    assertEquals("index " + size + "/" + size, heard.get(heard.size() - 1));
  }

  @Test
  void anExpiredReleaseIsRefusedEvenIfItIsKnown() {
    publish(release().validUntil(NOW.minusSeconds(1)));
    Digest known = Digest.of(server.file(SUITE + "/InRelease"));
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": it expired at 2026-06-02T11:59:59Z. The mirror is stale, or somebody holds"
            + " patches back: use another mirror, and check the clock of this machine",
        fault(new KnownRelease(DATE, known)));
  }

  @Test
  void aReleaseFromTheFutureIsRefused() {
    new TestRelease(NOW.plusSeconds(3601)).index(MAIN, INDEX).publish(server, SUITE, KEY, DATE);
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": its date 2026-06-02T13:00:01Z is in the future. Check the clock of this machine",
        fault());
  }

  @Test
  void aReleaseThatRollsBackIsRefused() {
    publish(release());
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": its date 2026-06-01T10:00:00Z is older than the previous snapshot's,"
            + " 2026-06-01T10:00:01Z. The mirror is behind, or somebody rolls patches back: sync"
            + " again later or use another mirror",
        fault(new KnownRelease(DATE.plusSeconds(1), Digest.of("newer"))));
  }

  @Test
  void theReleaseOfAnotherSuiteIsRefused() {
    publish(release().field("Suite", "testing").field("Codename", "brie"));
    assertEquals(
        "cannot accept "
            + inRelease()
            + ": it is for suite \"testing\" with codename \"brie\", not for \"stable\". Ask for"
            + " the suite by the name that the release gives itself, or use another mirror",
        fault());
  }

  @Test
  void aReleaseOfAnotherKeyIsRefusedAndNothingIsFetchedOrStored() {
    release().publish(server, SUITE, SigningKey.ed25519(), DATE);
    String fault = fault();
    assertEquals(
        "cannot trust " + inRelease() + ": it is signed by key ",
        fault.substring(0, fault.indexOf("key ") + 4));
    assertEquals(List.of(SUITE + "/InRelease"), server.requests());
    assertFalse(store.contains(Digest.of(server.file(SUITE + "/InRelease"))));
  }

  @Test
  void aReleaseThatSaysTooLittleIsRefused() {
    publish(release().without("Date"));
    assertEquals(
        "cannot use " + inRelease() + ": cannot use stanza of release at line 1: no field Date",
        fault());
    publish(release().field("Date", "yesterday"));
    assertEquals("cannot use " + inRelease() + ": cannot read Date \"yesterday\"", fault());
  }

  @Test
  void aTamperedIndexIsRefused() {
    publish(release());
    String path = SUITE + "/" + MAIN + "/Packages.xz";
    byte[] good = server.file(path);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    server.put(path, bad);
    assertEquals(
        "cannot use index "
            + MAIN
            + "/Packages.xz from "
            + server.uri(path)
            + ": its SHA-256 is "
            + Digest.of(bad).hex()
            + " instead of "
            + Digest.of(good).hex()
            + ". The mirror may be changing just now: sync again in some minutes, or use another"
            + " mirror",
        fault());
    assertFalse(store.contains(Digest.of(INDEX)));
  }

  @Test
  void aTruncatedIndexIsRefused() {
    publish(release());
    String path = SUITE + "/" + MAIN + "/Packages.xz";
    int size = server.file(path).length;
    server.put(path, new byte[10]);
    assertEquals(
        "cannot use index "
            + MAIN
            + "/Packages.xz from "
            + server.uri(path)
            + ": it has 10 bytes instead of "
            + size
            + ". The mirror may be changing: try again in some minutes",
        fault());
  }

  @Test
  void aTransferThatBreaksTwiceIsUnavailable() {
    publish(release());
    String path = SUITE + "/" + MAIN + "/Packages.xz";
    int size = server.file(path).length;
    server.cut(path, 2, 0);
    assertEquals(
        "cannot fetch index "
            + MAIN
            + "/Packages.xz from "
            + server.uri(path)
            + ": the connection broke after 0 of "
            + size
            + " bytes. Check the address, the network and the proxy, and try again",
        assertThrows(Unavailable.class, this::sync).messageWithRemedy());
  }

  @Test
  void anUnreachableMirrorIsUnavailable() {
    SourceDefinition source = source("stable", "main");
    server.close();
    Failure failure =
        assertThrows(Unavailable.class, () -> mirror.sync(source, Optional.empty(), Progress.NONE));
    assertEquals(
        "cannot fetch release from "
            + source.uri()
            + "/dists/stable/InRelease: the connection was refused. Check the address, the"
            + " network and the proxy, and try again",
        failure.messageWithRemedy());
  }

  @Test
  void aSuiteThatTheArchiveLacksIsNotFound() {
    Failure failure = assertThrows(NotFound.class, this::sync);
    assertEquals(
        "cannot find suite \"stable\" in archive "
            + server.uri("/archive")
            + ": it has no dists/stable/InRelease. Check the address and the suite",
        failure.messageWithRemedy());
  }

  @Test
  void aComponentThatTheReleaseLacksIsNotFound() {
    publish(release());
    Failure failure =
        assertThrows(
            NotFound.class,
            () -> mirror.sync(source("stable", "extra"), Optional.empty(), Progress.NONE));
    assertEquals(
        "cannot find component extra for amd64 in "
            + inRelease()
            + ": it offers main for all, amd64. Choose a component and an architecture that the"
            + " release offers",
        failure.messageWithRemedy());
  }

  @Test
  void anIndexWhoseTextIsNotWhatTheReleasePromisesIsRefused() {
    TestRelease lying = new TestRelease(DATE).index(MAIN, INDEX, ".xz").index(MAIN, ALL_INDEX);
    publish(lying);
    String path = MAIN + "/Packages.xz";
    assertEquals(
        "cannot use text of index "
            + path
            + " from "
            + server.uri(SUITE + "/" + path)
            + ": it has more than the "
            + ALL_INDEX.length()
            + " bytes that are promised. The mirror may be changing just now: sync again in some"
            + " minutes, or use another mirror",
        fault());
  }
}
