package org.whittle.application.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.whittle.kernel.Digest;

/**
 * Writes evidence as a ZIP file whose last entry, {@code manifest.json}, names the digests of all
 * others.
 *
 * <p>Entries are written one after the other and carry the time of the export. For one thread.
 */
final class EvidenceFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ZipOutputStream zip;
  private final Instant at;
  private final ArrayNode files = JSON.createArrayNode();

  /** Writes to a stream that stays open. */
  EvidenceFile(OutputStream out, Instant at) {
    this.zip = new ZipOutputStream(out);
    this.at = at;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  /** Adds a value. */
  void add(String path, JsonNode value) throws IOException {
    add(path, new ByteArrayInputStream(JSON.writeValueAsBytes(value)));
  }

  /** Adds a file; the caller closes the stream. */
  void add(String path, InputStream content) throws IOException {
    open(path);
    MessageDigest digest = Digest.sha256();
    long size = new DigestInputStream(content, digest).transferTo(zip);
    zip.closeEntry();
    files
        .addObject()
        .put("path", path)
        .put("sha256", Digest.fromBytes(digest.digest()).hex())
        .put("size", size);
  }

  private void open(String path) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setLastModifiedTime(FileTime.from(at));
    zip.putNextEntry(entry);
  }

  /** Ends the file with the manifest, which says what the evidence is about. */
  void finish(ObjectNode about) throws IOException {
    about.set("files", files);
    open("manifest.json");
    zip.write(JSON.writeValueAsBytes(about));
    zip.closeEntry();
    zip.finish();
  }
}
