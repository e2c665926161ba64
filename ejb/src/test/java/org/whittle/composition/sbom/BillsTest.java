package org.whittle.composition.sbom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.whittle.composition.TreeBuilder;
import org.whittle.composition.sbom.Materials.Distribution;
import org.whittle.composition.sbom.Materials.Material;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.store.MemoryBlobStore;
import org.whittle.store.MemoryDerivedData;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

class BillsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PackageId SERVER = PackageId.of("server", "1:2.0+b1", "amd64");
  private static final PackageId LIBRARY = PackageId.of("libc++1", "3", "amd64");

  private final TreeBuilder tree =
      new TreeBuilder()
          .file("/etc/own", 0644, "own")
          .pack("server")
          .dir("/usr", 0755)
          .file("/usr/bin/server", 0755, "server")
          .link("/usr/bin/alias", "server")
          .pack("library")
          .file("/usr/lib/a", 0644, "a")
          .file("/usr/lib/b", 0644, "b");
  private final MemoryBlobStore store = tree.fill(new MemoryBlobStore());

  private Materials materials(boolean reversed) {
    ThinTree thin = tree.tree();
    List<Material> packages = new ArrayList<>();
    for (Selection selection : thin.selections()) {
      boolean server = selection.id().name().value().equals("server");
      packages.add(
          new Material(
              server ? SERVER : LIBRARY,
              server ? "server-source" : "libc++",
              server ? "1:2.0" : "3",
              "Somebody <a@example.org>",
              server ? "https://server.example/" : "",
              Digest.of(selection.id().toString()),
              URI.create("http://archive.example/pool/" + selection.id().name() + ".deb"),
              server ? Optional.empty() : Optional.of(SERVER),
              selection.files()));
    }
    return new Materials(
        "web",
        Digest.of("input"),
        Digest.of("blueprint"),
        Digest.of("rules"),
        Digest.of("baseline"),
        Architecture.AMD64,
        Instant.parse("2026-01-02T03:04:05Z"),
        new Distribution("debian", "12"),
        reversed ? packages.reversed() : packages,
        thin.generated());
  }

  private byte[] spdx(Materials materials) {
    return SpdxWriter.write(materials, new FileHashes(store, new MemoryDerivedData()));
  }

  @Test
  void theSameMaterialsGiveTheSameBytesInWhateverOrderTheyCome() {
    assertArrayEquals(
        CycloneDxWriter.write(materials(false)), CycloneDxWriter.write(materials(true)));
    assertArrayEquals(spdx(materials(false)), spdx(materials(true)));
    assertArrayEquals(
        Provenance.write(materials(false), new TreeMap<>()),
        Provenance.write(materials(true), new TreeMap<>()));
  }

  @Test
  void cycloneDxIsValidByItsOwnSchema() throws IOException {
    String bill = new String(CycloneDxWriter.write(materials(false)), StandardCharsets.UTF_8);

    assertEquals(List.of(), new JsonParser().validate(bill, Version.VERSION_16));
  }

  @Test
  void cycloneDxNamesPackagesWithTheirFilesAndNeeds() throws IOException {
    JsonNode bill = JSON.readTree(CycloneDxWriter.write(materials(false)));
    JsonNode server = find(bill.path("components"), "name", "server");

    assertEquals("1.6", bill.path("specVersion").asText());
    assertEquals("2026-01-02T03:04:05Z", bill.at("/metadata/timestamp").asText());
    assertEquals(
        "pkg:deb/debian/server@1:2.0%2Bb1?arch=amd64&distro=debian-12",
        server.path("purl").asText());
    assertEquals("/usr/bin/server", server.at("/components/0/name").asText());
    assertEquals(Digest.of("server").hex(), server.at("/components/0/hashes/0/content").asText());
    JsonNode needs = find(bill.path("dependencies"), "ref", server.path("purl").asText());
    assertEquals(
        "pkg:deb/debian/libc%2B%2B1@3?arch=amd64&distro=debian-12",
        needs.at("/dependsOn/0").asText());
    assertEquals(
        "operating-system", find(bill.path("components"), "name", "debian").path("type").asText());
    assertEquals("/etc/own", find(bill.path("components"), "type", "file").path("name").asText());
  }

  @Test
  void spdxHasWhatItsClausesDemand() throws Exception {
    JsonNode bill = JSON.readTree(spdx(materials(false)));
    JsonNode library = find(bill.path("packages"), "name", "libc++1");

    assertEquals("SPDX-2.3", bill.path("spdxVersion").asText());
    assertEquals("2026-01-02T03:04:05Z", bill.at("/creationInfo/created").asText());
    assertEquals(3, bill.path("packages").size());
    assertEquals(4, bill.path("files").size());
    assertEquals(
        verificationCode("a", "b"),
        library.at("/packageVerificationCode/packageVerificationCodeValue").asText());
    JsonNode file = find(bill.path("files"), "fileName", "./usr/lib/a");
    assertEquals(
        sha1("a"),
        find(file.path("checksums"), "algorithm", "SHA1").path("checksumValue").asText());
    TreeSet<String> ids = new TreeSet<>();
    bill.path("packages").forEach(p -> assertTrue(ids.add(p.path("SPDXID").asText())));
    bill.path("files").forEach(f -> assertTrue(ids.add(f.path("SPDXID").asText())));
    ids.add(bill.path("SPDXID").asText());
    for (JsonNode relation : bill.path("relationships")) {
      assertTrue(ids.contains(relation.path("spdxElementId").asText()), relation::toString);
      assertTrue(ids.contains(relation.path("relatedSpdxElement").asText()), relation::toString);
    }
    JsonNode depends = find(bill.path("relationships"), "relationshipType", "DEPENDS_ON");
    assertEquals(library.path("SPDXID").asText(), depends.path("relatedSpdxElement").asText());
  }

  @Test
  void provenanceNamesWhatWasBuiltAndEachInputWithItsDigest() throws IOException {
    TreeMap<String, Digest> subjects = new TreeMap<>(Map.of("web", Digest.of("manifest")));
    JsonNode statement = JSON.readTree(Provenance.write(materials(false), subjects));

    assertEquals("https://in-toto.io/Statement/v1", statement.path("_type").asText());
    assertEquals(Digest.of("manifest").hex(), statement.at("/subject/0/digest/sha256").asText());
    assertEquals(
        Digest.of("input").toString(),
        statement.at("/predicate/buildDefinition/internalParameters/input").asText());
    assertEquals(2, statement.at("/predicate/buildDefinition/resolvedDependencies").size());
  }

  private static JsonNode find(JsonNode list, String field, String value) {
    for (JsonNode node : list) {
      if (node.path(field).asText().equals(value)) {
        return node;
      }
    }
    throw new AssertionError("no " + field + " " + value + " in " + list);
  }

  private static String sha1(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String verificationCode(String... texts) throws Exception {
    TreeSet<String> sums = new TreeSet<>();
    for (String text : texts) {
      sums.add(sha1(text));
    }
    return sha1(String.join("", sums));
  }
}
