package org.whittle.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * Tells whether a file of evidence is whole: every file in it is what the manifest names, the audit
 * trail is a chain, and each decision binds what the evidence is about.
 *
 * <p>Whoever writes all of a file anew, manifest and trail included, is found by the digest of the
 * manifest or the head of the trail, where these were noted elsewhere.
 *
 * @param faults what is wrong; empty if nothing is
 * @param manifest digest of the manifest
 * @param auditHead hash of the last entry of the trail; empty if there is none
 * @param files how many files the manifest names
 */
public record EvidenceCheck(List<String> faults, String manifest, String auditHead, int files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";
  private static final String TRAIL = "audit.json";
  private static final int MOST_FAULTS = 100;

  /** What is read as a whole, and not only digested. */
  private static final Set<String> READ =
      Set.of(MANIFEST, TRAIL, "rollout.json", "promotion.json", "promotions.json");

  /** Copies the list. */
  public EvidenceCheck {
    faults = List.copyOf(faults);
  }

  private record Entry(Digest digest, long size, String content) {}

  /**
   * Checks a file.
   *
   * @throws InvalidInput if it cannot be read, or is no ZIP file
   */
  public static EvidenceCheck of(Path file) {
    List<String> faults = new ArrayList<>();
    Map<String, Entry> entries = entries(file, faults);
    JsonNode manifest = tree(entries, MANIFEST, faults);
    files(manifest, entries, faults);
    String head = trail(tree(entries, TRAIL, faults), faults);
    if (!manifest.path("auditHead").asText().equals(head)) {
      faults.add("the audit trail does not end where the manifest says");
    }
    decisions(entries, faults);
    Entry named = entries.get(MANIFEST);
    return new EvidenceCheck(
        faults.stream().limit(MOST_FAULTS).toList(),
        named == null ? "" : named.digest().hex(),
        head,
        manifest.path("files").size());
  }

  private static Map<String, Entry> entries(Path file, List<String> faults) {
    Map<String, Entry> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entries.put(entry.getName(), entry(entry.getName(), zip)) != null) {
          faults.add(entry.getName() + " is there twice");
        }
      }
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot read " + file + ": " + e.getMessage(), "Give the ZIP file as it was taken", e);
    }
    if (entries.isEmpty()) {
      throw new InvalidInput(
          "cannot read " + file + ": it is no ZIP file with evidence",
          "Give the ZIP file as it was taken",
          null);
    }
    return entries;
  }

  private static Entry entry(String name, InputStream content) throws IOException {
    MessageDigest digest = Digest.sha256();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    OutputStream to = READ.contains(name) ? kept : OutputStream.nullOutputStream();
    long size = content.transferTo(new DigestOutputStream(to, digest));
    return new Entry(
        Digest.fromBytes(digest.digest()), size, kept.toString(StandardCharsets.UTF_8));
  }

  private static JsonNode tree(Map<String, Entry> entries, String name, List<String> faults) {
    Entry entry = entries.get(name);
    if (entry == null) {
      faults.add(name + " is missing");
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(entry.content());
    } catch (IOException e) {
      faults.add(name + " is no JSON");
      return MissingNode.getInstance();
    }
  }

  private static void files(JsonNode manifest, Map<String, Entry> entries, List<String> faults) {
    Map<String, Entry> unnamed = new TreeMap<>(entries);
    unnamed.remove(MANIFEST);
    for (JsonNode file : manifest.path("files")) {
      String path = file.path("path").asText();
      Entry entry = unnamed.remove(path);
      if (entry == null) {
        faults.add(path + " is missing");
      } else if (!entry.digest().hex().equals(file.path("sha256").asText())
          || entry.size() != file.path("size").asLong()) {
        faults.add(path + " is not what the manifest names");
      }
    }
    unnamed.keySet().forEach(path -> faults.add(path + " is not in the manifest"));
  }

  /** The hash of the last entry. */
  private static String trail(JsonNode entries, List<String> faults) {
    String previous = "0".repeat(2 * Digest.BYTES);
    for (JsonNode entry : entries) {
      String number = "audit entry " + entry.path("id").asText();
      if (!entry.path("previous").asText().equals(previous)) {
        faults.add(number + " does not follow the one before it");
      }
      previous = entry.path("hash").asText();
      if (!previous.equals(hash(entry))) {
        faults.add(number + " is not what its hash says");
      }
    }
    return previous;
  }

  private static String hash(JsonNode entry) {
    List<String> fields = new ArrayList<>();
    for (String name : List.of("previous", "at", "actor", "action", "subject", "detail")) {
      fields.add(entry.path(name).asText());
    }
    return Digest.of(String.join("\0", fields)).hex();
  }

  private static void decisions(Map<String, Entry> entries, List<String> faults) {
    if (entries.containsKey("rollout.json")) {
      bound(tree(entries, "rollout.json", faults), "plan", "rollout", faults);
    }
    if (entries.containsKey("promotion.json")) {
      bound(tree(entries, "promotion.json", faults), "subject", "promotion", faults);
    }
    if (entries.containsKey("promotions.json")) {
      for (JsonNode promotion : tree(entries, "promotions.json", faults)) {
        bound(promotion, "subject", "promotion", faults);
      }
    }
  }

  private static void bound(JsonNode about, String digest, String what, List<String> faults) {
    for (JsonNode decision : about.path("decisions")) {
      if (!decision.path(digest).asText().equals(about.path(digest).asText())) {
        faults.add(
            "the decision of "
                + decision.path("decidedBy").asText()
                + " binds another "
                + digest
                + " than that of "
                + what
                + " "
                + about.path("id").asText());
      }
    }
  }
}
