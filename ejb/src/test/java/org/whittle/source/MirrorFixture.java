package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;
import org.whittle.testarchive.TestArchive;
import org.whittle.testarchive.TestClock;
import org.whittle.testarchive.TestSuite;

/** An archive of one package, served on loopback, and a mirror that reads it. */
abstract class MirrorFixture {
  static final Instant DATE = Instant.parse("2026-06-01T10:00:00Z");
  static final String IN_RELEASE = "dists/stable/InRelease";
  static final String INDEX = "dists/stable/main/binary-amd64/Packages";

  @TempDir Path folder;
  final TestClock clock = new TestClock(DATE);
  TestArchive archive;
  ArchiveServer server;
  BlobStore store;
  private Mirror mirror;

  @BeforeEach
  void serve() throws IOException {
    archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), clock);
    suite().add(DebBuilder.deb("hello", "1", "amd64").file("/usr/bin/hello", "#!/bin/sh\n"));
    server = ArchiveServer.serve(archive.directory());
    store = new FileBlobStore(folder.resolve("store"));
    mirror = new Mirror(transport(), store, clock);
  }

  static Transport transport() {
    Duration wait = Duration.ofSeconds(5);
    return new Transport(
        HttpClient.newBuilder(), new Patience(wait, wait, wait, 2, Duration.ZERO, pause -> {}));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  TestSuite suite() {
    return archive.suite("stable").packings(Packing.NONE, Packing.GZIP, Packing.XZ);
  }

  byte[] file(String path) throws IOException {
    return Files.readAllBytes(archive.directory().resolve(path));
  }

  Digest digest(String path) throws IOException {
    return Digest.of(file(path));
  }

  String inRelease() {
    return "release " + server.uri() + IN_RELEASE;
  }

  URI uri(String path) {
    return server.uri().resolve(path);
  }

  /** Serves the release with another text, signed as it ought to be. */
  void resign(UnaryOperator<String> change) throws IOException {
    String text = new String(file("dists/stable/Release"), StandardCharsets.UTF_8);
    String signed = archive.key().clearSign(change.apply(text), DATE);
    server.replace(IN_RELEASE, signed.getBytes(StandardCharsets.UTF_8));
  }

  SourceDefinition source(String suite, String... components) {
    return new SourceDefinition(
        "test",
        server.uri(),
        suite,
        List.of(components),
        Architecture.AMD64,
        Keyring.parse(archive.key().keyring()),
        "Test");
  }

  SyncResult sync(SourceDefinition source, Progress progress) {
    return mirror.sync(source, Optional.empty(), progress);
  }

  SyncResult sync(KnownRelease... previous) {
    Optional<KnownRelease> known = List.of(previous).stream().findFirst();
    return mirror.sync(source("stable", "main"), known, Progress.NONE);
  }

  FetchedRelease fetched() {
    return assertInstanceOf(SyncResult.Fetched.class, sync()).release();
  }
}
