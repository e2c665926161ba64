package org.whittle.composition.sbom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageId;
import org.whittle.thinning.SelectedFile;

/** Writes materials as an SPDX 2.3 document in JSON (ISO/IEC 5962:2021 and its clause numbers). */
public final class SpdxWriter {
  /** The media type that SPDX has registered. */
  public static final String MEDIA_TYPE = "application/spdx+json";

  private static final String IMAGE = "SPDXRef-Image";
  private static final String UNKNOWN = "NOASSERTION";

  private final Materials materials;
  private final FileHashes hashes;
  private final ObjectNode document = Json.object();
  private final ArrayNode packages;
  private final ArrayNode files;
  private final ArrayNode relationships;
  private final Map<PackageId, String> names = new HashMap<>();
  private int number;

  private SpdxWriter(Materials materials, FileHashes hashes) {
    this.materials = materials;
    this.hashes = hashes;
    head();
    this.packages = document.putArray("packages");
    this.files = document.putArray("files");
    this.relationships = document.putArray("relationships");
  }

  /** The document; the same materials give the same bytes. */
  public static byte[] write(Materials materials, FileHashes hashes) {
    SpdxWriter writer = new SpdxWriter(materials, hashes);
    writer.writeImage();
    writer.writePackages();
    return Json.bytes(writer.document);
  }

  /** Clause 6. */
  private void head() {
    document.put("spdxVersion", "SPDX-2.3");
    document.put("dataLicense", "CC0-1.0");
    document.put("SPDXID", "SPDXRef-DOCUMENT");
    document.put("name", materials.image());
    document.put(
        "documentNamespace",
        "https://whittle.invalid/spdx/" + materials.image() + "/" + materials.input().hex());
    ObjectNode creation = document.putObject("creationInfo");
    creation.put("created", materials.date().truncatedTo(ChronoUnit.SECONDS).toString());
    creation.putArray("creators").add("Tool: whittle-0.1.0");
  }

  private void writeImage() {
    ObjectNode image = packages.addObject();
    image.put("SPDXID", IMAGE);
    image.put("name", materials.image());
    image.put("versionInfo", materials.input().toString());
    image.put("downloadLocation", UNKNOWN);
    image.put("primaryPackagePurpose", "CONTAINER");
    analysed(image, IMAGE, materials.own());
    relate("SPDXRef-DOCUMENT", "DESCRIBES", IMAGE);
  }

  private void writePackages() {
    for (Materials.Material material : materials.packages()) {
      names.put(material.id(), "SPDXRef-Package-" + number++);
    }
    for (Materials.Material material : materials.packages()) {
      String name = name(material.id());
      write(material, name);
      relate(IMAGE, "CONTAINS", name);
      material.neededBy().ifPresent(by -> relate(name(by), "DEPENDS_ON", name));
    }
  }

  private String name(PackageId id) {
    return names.getOrDefault(id, IMAGE);
  }

  /** Clause 7. */
  private void write(Materials.Material material, String name) {
    ObjectNode node = packages.addObject();
    node.put("SPDXID", name);
    node.put("name", material.id().name().value());
    node.put("versionInfo", material.id().version().value());
    node.put("packageFileName", lastPart(material.location().getPath()));
    if (!material.maintainer().isEmpty()) {
      node.put("supplier", "Organization: " + material.maintainer());
    }
    node.put("downloadLocation", material.location().toString());
    if (!material.homepage().isEmpty()) {
      node.put("homepage", material.homepage());
    }
    node.put("sourceInfo", "built from " + material.source() + " " + material.sourceVersion());
    checksum(node, "SHA256", material.archive().hex());
    ObjectNode reference = node.putArray("externalRefs").addObject();
    reference.put("referenceCategory", "PACKAGE-MANAGER");
    reference.put("referenceType", "purl");
    reference.put("referenceLocator", PackageUrl.of(material.id(), materials.distribution()));
    node.put("primaryPackagePurpose", "LIBRARY");
    analysed(node, name, material.files());
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What a package holds, with the code that sums its files up (clause 7.9). */
  private void analysed(ObjectNode node, String name, List<SelectedFile> selected) {
    List<FileEntry> regular =
        selected.stream()
            .map(SelectedFile::file)
            .filter(file -> file.kind() == FileKind.REGULAR)
            .toList();
    List<String> sha1 = hashes.of(selected);
    node.put("filesAnalyzed", !regular.isEmpty());
    if (!regular.isEmpty()) {
      node.putObject("packageVerificationCode")
          .put("packageVerificationCodeValue", verificationCode(sha1));
    }
    node.put("licenseConcluded", UNKNOWN);
    node.put("licenseDeclared", UNKNOWN);
    node.put("copyrightText", UNKNOWN);
    for (int i = 0; i < regular.size(); i++) {
      String file = "SPDXRef-File-" + number++;
      write(regular.get(i), sha1.get(i), file);
      relate(name, "CONTAINS", file);
    }
  }

  private static String verificationCode(List<String> sha1) {
    MessageDigest sum = FileHashes.sha1();
    sha1.stream().sorted().forEach(h -> sum.update(h.getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(sum.digest());
  }

  /** Clause 8. */
  private void write(FileEntry file, String sha1, String name) {
    ObjectNode node = files.addObject();
    node.put("SPDXID", name);
    node.put("fileName", "." + file.path());
    ArrayNode checksums = node.putArray("checksums");
    checksums.addObject().put("algorithm", "SHA1").put("checksumValue", sha1);
    checksums
        .addObject()
        .put("algorithm", "SHA256")
        .put("checksumValue", file.content().orElseThrow().hex());
    node.put("licenseConcluded", UNKNOWN);
    node.putArray("licenseInfoInFiles").add(UNKNOWN);
    node.put("copyrightText", UNKNOWN);
  }

  private static void checksum(ObjectNode node, String algorithm, String value) {
    node.putArray("checksums").addObject().put("algorithm", algorithm).put("checksumValue", value);
  }

  /** Clause 11. */
  private void relate(String from, String how, String to) {
    relationships
        .addObject()
        .put("spdxElementId", from)
        .put("relationshipType", how)
        .put("relatedSpdxElement", to);
  }
}
