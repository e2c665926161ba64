package org.whittle.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.composition.Layer;
import org.whittle.composition.LayerPlan;
import org.whittle.composition.PlannedLayer;
import org.whittle.kernel.Digest;
import org.whittle.store.FileBlobStore;

/** By what a store grows when a library is composed again, and for which kinds of blobs. */
record Growth(Path data, FileBlobStore store) {
  /** Takes out of the store what later images have and earlier ones do not. */
  void forget(List<Built> earlier, List<Built> later) {
    Set<Digest> kept = new HashSet<>();
    earlier.forEach(built -> byKind(built).values().forEach(kept::addAll));
    for (Built built : later) {
      for (List<Digest> digests : byKind(built).values()) {
        digests.stream().filter(d -> !kept.contains(d)).forEach(d -> store.delete(d, Instant.MAX));
      }
    }
  }

  /** What is kept for an image beside the packages' files, by kind. */
  private static SortedMap<String, List<Digest>> byKind(Built built) {
    SortedMap<String, List<Digest>> kinds = new TreeMap<>();
    List<Layer> layers = built.oci().orElseThrow().layers();
    List<PlannedLayer> plan = LayerPlan.of(built.tree());
    for (boolean own : List.of(false, true)) {
      List<Digest> digests =
          IntStream.range(0, layers.size())
              .filter(i -> plan.get(i).packages().isEmpty() == own)
              .mapToObj(i -> layers.get(i).digest())
              .toList();
      kinds.put(own ? "layers of own files" : "layers of packages", digests);
    }
    kinds.put(
        "own files",
        built.tree().generated().stream().flatMap(f -> f.file().content().stream()).toList());
    kinds.put("manifest", List.of(built.oci().get().manifest()));
    kinds.put("config", List.of(built.oci().get().config()));
    for (Documents.Document document : built.documents().all()) {
      kinds.put(document.kind().name(), List.of(document.digest()));
      kinds.put("manifest of " + document.kind(), document.manifest().stream().toList());
    }
    return kinds;
  }

  /** By what the store grew. */
  void print(List<Built> earlier, List<Built> later) throws IOException {
    Set<Digest> known = new HashSet<>();
    earlier.forEach(built -> byKind(built).values().forEach(known::addAll));
    SortedMap<String, Long> bytes = new TreeMap<>();
    SortedMap<String, Long> blobs = new TreeMap<>();
    for (Built built : later) {
      for (Map.Entry<String, List<Digest>> kind : byKind(built).entrySet()) {
        for (Digest digest : kind.getValue()) {
          if (known.add(digest)) {
            bytes.merge(kind.getKey(), onDisk(digest), Long::sum);
            blobs.merge(kind.getKey(), 1L, Long::sum);
          }
        }
      }
    }
    bytes.forEach(
        (kind, sum) ->
            System.out.printf("  %-24s %5d blobs %8.2f MB%n", kind, blobs.get(kind), sum / 1e6));
  }

  /** Bytes of all blobs as they lie there, and of what they are differences to. */
  long onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("blobs"))) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.toMap(Growth::inode, file -> file.toFile().length(), (a, b) -> a))
          .values()
          .stream()
          .mapToLong(length -> length)
          .sum();
    }
  }

  private static Object inode(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of a blob as it lies there, plain, packed, or as a difference. */
  long onDisk(Digest digest) throws IOException {
    Path folder = data.resolve("blobs").resolve("sha256").resolve(digest.hex().substring(0, 2));
    for (String suffix : List.of("", ".zst")) {
      Path file = folder.resolve(digest.hex() + suffix);
      if (Files.exists(file)) {
        return Files.size(file);
      }
    }
    return Files.size(folder.resolve(digest.hex() + ".dif"));
  }
}
