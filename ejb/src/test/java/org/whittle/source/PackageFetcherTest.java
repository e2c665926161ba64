package org.whittle.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.format.PackageId;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

class PackageFetcherTest {
  @TempDir Path folder;
  private FaultyServer server;
  private BlobStore store;
  private PackageFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    store = new FileBlobStore(folder);
    Duration wait = Duration.ofSeconds(5);
    Patience patience = new Patience(wait, wait, wait, 2, Duration.ZERO, pause -> {});
    fetcher = new PackageFetcher(new Transport(HttpClient.newBuilder(), patience));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A request for a package that the server has. */
  private PackageRequest offered(String name) {
    byte[] content = ("content of " + name).repeat(1000).getBytes(UTF_8);
    server.put("/archive/pool/" + name + ".deb", content);
    return new PackageRequest(
        server.uri("/archive"),
        "pool/" + name + ".deb",
        Digest.of(content),
        content.length,
        PackageId.of(name, "1", "amd64"));
  }

  private List<FetchOutcome> fetch(PackageRequest... requests) {
    return fetcher.fetch(List.of(requests), store, 2, Progress.NONE);
  }

  private <F extends Failure> String fault(Class<F> kind, FetchOutcome outcome) {
    FetchOutcome.Failed failed = assertInstanceOf(FetchOutcome.Failed.class, outcome);
    return assertInstanceOf(kind, failed.failure()).messageWithRemedy();
  }

  @Test
  void packagesComeIntoTheStoreAndAreThereTheNextTime() {
    PackageRequest a = offered("a");
    PackageRequest b = offered("b");
    PackageRequest c = offered("c");
    assertEquals(List.of(new FetchOutcome.Fetched(a), new FetchOutcome.Fetched(b)), fetch(a, b));
    assertTrue(store.contains(a.sha256()));
    assertEquals(
        List.of(
            new FetchOutcome.Present(a), new FetchOutcome.Fetched(c), new FetchOutcome.Present(b)),
        fetch(a, c, b));
    assertEquals(3, server.requests().size());
  }

  @Test
  void characterThatServersReadInTheirOwnWayAreEscaped() {
    PackageRequest request =
        new PackageRequest(
            server.uri("/archive/"),
            "pool/g++_1%3a2~b+c_amd64.deb",
            Digest.of(""),
            0,
            PackageId.of("g++", "1:2~b+c", "amd64"));
    assertEquals(server.uri("/archive/pool/g%2B%2B_1%253a2~b%2Bc_amd64.deb"), request.uri());
  }

  @Test
  void aPathThatLeavesTheArchiveIsRefused() {
    String message =
        assertThrows(
                Corrupted.class,
                () ->
                    new PackageRequest(
                        server.uri("/archive"),
                        "pool/../../etc/passwd",
                        Digest.of(""),
                        0,
                        PackageId.of("a", "1", "amd64")))
            .getMessage();
    assertEquals(
        "cannot use path \"pool/../../etc/passwd\" of an archive: it leaves the archive", message);
  }

  @Test
  void aPackageWithAnotherContentIsNamedAndNeverStored() {
    PackageRequest request = offered("a");
    byte[] other = new byte[(int) request.size()];
    server.put("/archive/pool/a.deb", other);
    FetchOutcome outcome = fetch(request).get(0);
    assertEquals(
        "cannot use package a=1/amd64 from "
            + server.uri("/archive/pool/a.deb")
            + ": its SHA-256 is "
            + Digest.of(other).hex()
            + " instead of "
            + request.sha256().hex()
            + ". Sync the source and try again; if it stays, use another mirror",
        fault(Corrupted.class, outcome));
    assertFalse(store.contains(request.sha256()));
    assertFalse(store.contains(Digest.of(other)));
  }

  @Test
  void aTruncatedDownloadIsNamedAndNeverStored() {
    PackageRequest request = offered("a");
    server.cut("/archive/pool/a.deb", 2, 0);
    assertEquals(
        "cannot fetch package a=1/amd64 from "
            + server.uri("/archive/pool/a.deb")
            + ": the connection broke after 0 of 12000 bytes. Check the address, the network and"
            + " the proxy, and try again",
        fault(Unavailable.class, fetch(request).get(0)));
    assertFalse(store.contains(request.sha256()));
  }

  @Test
  void theFailureOfOneDoesNotStopTheOthers() {
    PackageRequest gone = offered("gone");
    server.remove("/archive/pool/gone.deb");
    PackageRequest good = offered("good");
    List<FetchOutcome> outcomes = fetch(gone, good);
    assertEquals(
        "cannot fetch package gone=1/amd64 from "
            + server.uri("/archive/pool/gone.deb")
            + ": the server does not have it (404). The archive has moved on: sync the source and"
            + " resolve again",
        fault(NotFound.class, outcomes.get(0)));
    assertEquals(new FetchOutcome.Fetched(good), outcomes.get(1));
  }

  @Test
  void progressTellsBytesAndEndsWithAll() {
    PackageRequest a = offered("a");
    PackageRequest b = offered("b");
    List<Long> done = Collections.synchronizedList(new ArrayList<>());
    fetcher.fetch(
        List.of(a, b),
        store,
        1,
        (stage, bytes, total) -> {
          assertEquals("fetch of " + (a.size() + b.size()), stage + " of " + total);
          done.add(bytes);
        });
    assertEquals(0, done.get(0));
    assertEquals(a.size() + b.size(), done.get(done.size() - 1));
  }

  @Test
  void noneAtATimeIsRefused() {
    assertEquals(
        "cannot fetch 0 packages at a time",
        assertThrows(InvalidInput.class, () -> fetcher.fetch(List.of(), store, 0, Progress.NONE))
            .getMessage());
  }
}
