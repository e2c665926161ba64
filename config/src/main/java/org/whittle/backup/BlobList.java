package org.whittle.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.whittle.kernel.Digest;

/** Which blobs a backup has, as a file: a line for each, its digest and its size, in order. */
final class BlobList {
  private BlobList() {}

  static String text(SortedMap<Digest, Long> blobs) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Digest, Long> blob : blobs.entrySet()) {
      text.append(blob.getKey()).append(' ').append(blob.getValue()).append('\n');
    }
    return text.toString();
  }

  /** Reads one whose digest has been compared. */
  static SortedMap<Digest, Long> read(Path file) throws IOException {
    SortedMap<Digest, Long> blobs = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int space = line.indexOf(' ');
      blobs.put(Digest.parse(line.substring(0, space)), Long.parseLong(line.substring(space + 1)));
    }
    return blobs;
  }
}
