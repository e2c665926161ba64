package org.whittle.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;

/**
 * What a backup says of itself.
 *
 * @param takenAt when it was begun
 * @param schema the number of the newest migration that its database has seen
 * @param files its files and their digests, by their paths below the backup's folder
 * @param blobs how many blobs belong to it
 * @param bytes their size
 * @param damaged what was damaged in the store already, and is not in the backup
 */
record Manifest(
    Instant takenAt,
    int schema,
    Map<String, Digest> files,
    long blobs,
    long bytes,
    List<Digest> damaged) {
  /** The form of folders that this Whittle writes and reads. */
  static final int FORMAT = 1;

  private static final Pattern PATH = Pattern.compile("(secrets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Manifest {
    files = new TreeMap<>(files);
    damaged = damaged.stream().sorted().toList();
  }

  String text() {
    ObjectNode node = JSON.createObjectNode();
    node.put("format", FORMAT).put("takenAt", takenAt.toString()).put("schema", schema);
    ObjectNode digests = node.putObject("files");
    files.forEach((name, digest) -> digests.put(name, digest.toString()));
    node.put("blobs", blobs).put("bytes", bytes);
    ArrayNode missing = node.putArray("damaged");
    damaged.forEach(digest -> missing.add(digest.toString()));
    return node.toPrettyString() + "\n";
  }

  /**
   * Reads one.
   *
   * @param name what messages call the backup
   * @throws InvalidInput if it was written by a Whittle that is newer than this
   * @throws Corrupted if it is not what a Whittle wrote
   */
  static Manifest parse(String name, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      int format = node.path("format").asInt();
      if (format > FORMAT) {
        throw new InvalidInput(
            "cannot restore " + name + ": it has format " + format + ", this Whittle reads 1",
            "Restore it with the Whittle that made it, or a newer one",
            null);
      }
      return read(node);
    } catch (JsonProcessingException | DateTimeException e) {
      throw unreadable(name, e);
    } catch (InvalidInput e) {
      throw e.remedy().isPresent() ? e : unreadable(name, e);
    }
  }

  private static Manifest read(JsonNode node) {
    Map<String, Digest> files = new TreeMap<>();
    node.path("files")
        .properties()
        .forEach(file -> files.put(path(file.getKey()), Digest.parse(file.getValue().asText())));
    List<Digest> damaged = new ArrayList<>();
    node.path("damaged").forEach(digest -> damaged.add(Digest.parse(digest.asText())));
    return new Manifest(
        Instant.parse(node.path("takenAt").asText()),
        node.path("schema").asInt(),
        files,
        node.path("blobs").asLong(),
        node.path("bytes").asLong(),
        damaged);
  }

  /** Never out of the backup's folder. */
  private static String path(String text) {
    if (!PATH.matcher(text).matches()) {
      throw new InvalidInput("cannot read file name \"" + text + "\"");
    }
    return text;
  }

  private static Failure unreadable(String name, Exception e) {
    return new Corrupted(
        "cannot restore " + name + ": its manifest cannot be read: " + e.getMessage(),
        "Name another backup with --at",
        e);
  }
}
