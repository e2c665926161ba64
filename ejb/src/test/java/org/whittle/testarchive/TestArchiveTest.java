package org.whittle.testarchive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.format.deb.IndexCompression;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.IndexReport;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Digest;

class TestArchiveTest {
  @TempDir Path directory;

  private final TestClock clock = new TestClock();

  @Test
  void anArchiveHasPoolIndicesReleaseAndKeyring() throws IOException {
    TestArchive archive = archive();

    assertEquals(
        """
        dists/stable/InRelease
        dists/stable/Release
        dists/stable/Release.gpg
        dists/stable/main/Contents-amd64.gz
        dists/stable/main/binary-amd64/Packages.gz
        dists/stable/main/binary-amd64/Packages.xz
        keyring.asc
        keyring.gpg
        pool/main/libw/libwhittle/nginx-data_1.0_all.deb
        pool/main/n/nginx/nginx_1.22.1-9_amd64.deb
        """,
        String.join("\n", files(archive).keySet()) + "\n");
    assertTrue(Files.exists(archive.keyring()));
  }

  @Test
  void theReleaseListsTheIndicesWithTheClocksDate() throws IOException {
    TestArchive archive = TestArchive.in(directory, clock);
    archive.suite("stable").add(nginx()).validFor(Duration.ofDays(7)).byHash();
    archive.write();

    String release = Files.readString(directory.resolve("dists/stable/Release"));
    byte[] index =
        Files.readAllBytes(directory.resolve("dists/stable/main/binary-amd64/Packages.xz"));
    String hex = Digest.of(index).hex();
    assertEquals(
        """
        Origin: Test
        Label: Test
        Suite: stable
        Codename: stable
        Date: Thu, 01 Jan 2026 00:00:00 UTC
        Valid-Until: Thu, 08 Jan 2026 00:00:00 UTC
        Acquire-By-Hash: yes
        Architectures: amd64
        Components: main
        SHA256:
        """,
        release.substring(0, release.indexOf("\n ") + 1));
    assertTrue(
        release.contains(" %s %8d main/binary-amd64/Packages.xz\n".formatted(hex, index.length)));
    assertArrayEquals(
        index,
        Files.readAllBytes(
            directory.resolve("dists/stable/main/binary-amd64/by-hash/SHA256/" + hex)));
  }

  @Test
  void theIndexNamesThePackagesOfThePool() throws IOException {
    archive();

    List<IndexRecord> records = new ArrayList<>();
    String path = "dists/stable/main/binary-amd64/Packages.xz";
    try (InputStream in =
        IndexCompression.open(path, Files.newInputStream(directory.resolve(path)))) {
      assertEquals(new IndexReport(2, List.of()), PackagesIndex.read(in, path, records::add));
    }
    IndexRecord nginx = records.getFirst();
    assertEquals("nginx=1:1.22.1-9/amd64", nginx.id().toString());
    assertEquals("nginx-data (= 1.0)", nginx.depends());
    byte[] deb = Files.readAllBytes(directory.resolve(nginx.filename()));
    assertEquals(Digest.of(deb), nginx.sha256());
    assertEquals(deb.length, nginx.size());
    assertEquals("libwhittle", records.get(1).source().value());
  }

  @Test
  void theReleaseIsSignedByTheKeyOfTheKeyring() throws Exception {
    TestArchive archive = archive();
    byte[] release = Files.readAllBytes(directory.resolve("dists/stable/Release"));
    String inRelease = Files.readString(directory.resolve("dists/stable/InRelease"));
    String signature = Files.readString(directory.resolve("dists/stable/Release.gpg"));

    assertTrue(verifies(Files.readAllBytes(archive.keyring()), signature, release));
    byte[] other = TestKey.named("other", TestArchive.KEY_CREATED).keyring();
    assertFalse(verifies(other, signature, release));
    String text = new String(release, UTF_8);
    assertTrue(inRelease.startsWith("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + text));
    String inline = inRelease.substring(inRelease.indexOf("-----BEGIN PGP SIGNATURE-----"));
    byte[] canonical = text.stripTrailing().replace("\n", "\r\n").getBytes(UTF_8);
    assertTrue(verifies(Files.readAllBytes(archive.keyring()), inline, canonical));
    assertEquals(40, archive.key().fingerprint().length());
  }

  @Test
  void theSameCallsGiveTheSameBytes(@TempDir Path other) throws IOException {
    TestArchive second = TestArchive.in(other, clock);
    second.suite("stable").add(nginx()).add(data());

    Map<String, Digest> first = files(archive());

    assertEquals(first, files(second.write()));
    clock.move(Duration.ofDays(1));
    assertFalse(first.equals(files(second.write())));
  }

  @Test
  void suitesChangeAndMayBeUnsignedOrSignedByAnother() throws IOException {
    TestArchive archive = archive();
    archive.suite("stable").remove("nginx");
    archive.suite("updates").unsigned().packings(Packing.NONE, Packing.ZSTD);
    archive.write();

    assertFalse(index("stable", ".gz").contains("Package: nginx\n"));
    assertTrue(index("stable", ".gz").contains("Package: nginx-data\n"));
    assertEquals("", index("updates", ""));
    assertFalse(Files.exists(directory.resolve("dists/updates/InRelease")));
  }

  @Test
  void aPackageWithoutPlaceInItsSuiteIsRefused() {
    TestArchive archive = TestArchive.in(directory, clock);
    archive.suite("stable").add(DebBuilder.deb("x", "1", "arm64"));

    assertEquals(
        "suite stable has no place for pool/main/x/x/x_1_arm64.deb",
        assertThrows(IllegalArgumentException.class, archive::write).getMessage());
  }

  @Test
  void theServerCountsRequestsAndFailsAsTold() throws Exception {
    Files.writeString(directory.resolve("a"), "content");
    try (ArchiveServer server = ArchiveServer.serve(directory);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("200 content", get(client, server.uri().resolve("a")));
      assertEquals("404 ", get(client, server.uri().resolve("b")));
      server.fail("a", 503);
      assertEquals("503 ", get(client, server.uri().resolve("a")));
      server.corrupt("a");
      assertEquals("200 conuent", get(client, server.uri().resolve("a")));
      server.replace("b", "other".getBytes(UTF_8));
      assertEquals("200 other", get(client, server.uri().resolve("b")));
      server.truncate("a", 3);
      assertThrows(IOException.class, () -> get(client, server.uri().resolve("a")));
      server.heal();
      assertEquals("200 content", get(client, server.uri().resolve("a")));
      assertEquals(5, server.requests("a"));
      assertEquals(List.of("a", "b", "a", "a", "b", "a", "a"), server.requests());
    }
  }

  private TestArchive archive() {
    TestArchive archive = TestArchive.in(directory, clock);
    archive.suite("stable").add(nginx()).add(data());
    return archive.write();
  }

  private static DebBuilder nginx() {
    return DebBuilder.deb("nginx", "1:1.22.1-9", "amd64")
        .depends("nginx-data (= 1.0)")
        .file("/usr/sbin/nginx", "binary", 0755);
  }

  private static DebBuilder data() {
    return DebBuilder.deb("nginx-data", "1.0", "all").source("libwhittle");
  }

  private String index(String suite, String suffix) throws IOException {
    String path = "dists/" + suite + "/main/binary-amd64/Packages" + suffix;
    try (InputStream in =
        IndexCompression.open(path, Files.newInputStream(directory.resolve(path)))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Map<String, Digest> files(TestArchive archive) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(archive.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path below = archive.directory().relativize(file);
        digests.put(below.toString(), Digest.of(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static boolean verifies(byte[] keyring, String armored, byte[] content) throws Exception {
    PGPPublicKeyRing ring = new PGPPublicKeyRing(keyring, new BcKeyFingerprintCalculator());
    InputStream plain = new ArmoredInputStream(new ByteArrayInputStream(armored.getBytes(UTF_8)));
    PGPObjectFactory objects = new PGPObjectFactory(plain, new BcKeyFingerprintCalculator());
    PGPSignature signature = ((PGPSignatureList) objects.nextObject()).get(0);
    signature.init(new BcPGPContentVerifierBuilderProvider(), ring.getPublicKey());
    signature.update(content);
    return signature.verify();
  }

  private static String get(HttpClient client, URI uri) throws Exception {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
