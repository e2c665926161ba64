package org.whittle.source;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.format.deb.ContentsScanner;
import org.whittle.kernel.Corrupted;

/** Gathers the lines of indices of contents into a {@link PathTable}. For one thread. */
final class PathTableWriter implements ContentsScanner.Sink {
  /** Some four times those of a whole release; they take eight bytes each. */
  static final int MOST_PATHS = 1 << 25;

  private static final int MOST_OWNERS = 1 << PathTable.OWNER_BITS;

  /** Packages that are named for one path. */
  private static final int NAMED = 6;

  private final long[][] buckets = new long[PathTable.BUCKETS][1 << 8];
  private final int[] sizes = new int[PathTable.BUCKETS];
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> owners = new ArrayList<>();
  private int paths;
  private byte[] lastPath = new byte[1 << 12];
  private int lastPathLength;
  private byte[] lastNames = new byte[0];
  private int lastOwner;

  @Override
  public void line(byte[] bytes, int from, int to, int names, int end) {
    int owner = owner(bytes, names, end);
    add(bytes, from, to, owner);
    int common = Math.min(to - from, lastPathLength);
    int differs = Arrays.mismatch(bytes, from, from + common, lastPath, 0, common);
    for (int i = from + (differs < 0 ? common : differs); i < to; i++) {
      if (bytes[i] == '/') {
        add(bytes, from, i, owner);
      }
    }
    lastPathLength = Math.min(to - from, lastPath.length);
    System.arraycopy(bytes, from, lastPath, 0, lastPathLength);
  }

  private void add(byte[] bytes, int from, int to, int owner) {
    if (++paths > MOST_PATHS) {
      throw new Corrupted(
          "cannot use an index of contents: it has more than " + MOST_PATHS + " paths");
    }
    long hash = PathHash.of(bytes, from, to);
    int bucket = PathHash.bucket(hash);
    if (sizes[bucket] == buckets[bucket].length) {
      buckets[bucket] = Arrays.copyOf(buckets[bucket], sizes[bucket] + (sizes[bucket] >> 1));
    }
    buckets[bucket][sizes[bucket]++] = PathHash.key(hash) << PathTable.OWNER_BITS | owner;
  }

  /** Neighbours often belong to the same package. */
  private int owner(byte[] bytes, int from, int to) {
    if (!Arrays.equals(bytes, from, to, lastNames, 0, lastNames.length)) {
      lastNames = Arrays.copyOfRange(bytes, from, to);
      String names = packages(new String(lastNames, StandardCharsets.UTF_8));
      lastOwner =
          numbers.computeIfAbsent(
              names,
              n -> {
                owners.add(n);
                return owners.size() - 1;
              });
      if (owners.size() > MOST_OWNERS) {
        throw new Corrupted(
            "cannot use an index of contents: it has more than " + MOST_OWNERS + " owners");
      }
    }
    return lastOwner;
  }

  /** {@code main/net/curl,utils/jq} as {@code curl, jq}. */
  private static String packages(String locations) {
    List<String> names = new ArrayList<>();
    for (String location : locations.split(",")) {
      names.add(location.substring(location.lastIndexOf('/') + 1));
    }
    return names.size() > NAMED
        ? String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more"
        : String.join(", ", names);
  }

  /** Writes the table; nothing may be added afterwards. */
  void write(Path file) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw, 1 << 16))) {
      out.writeLong(PathTable.MAGIC);
      out.writeInt(owners.size());
      out.writeInt(paths);
      int start = 0;
      out.writeInt(start);
      for (int size : sizes) {
        start += size;
        out.writeInt(start);
      }
      for (int i = 0; i < PathTable.BUCKETS; i++) {
        Arrays.sort(buckets[i], 0, sizes[i]);
        for (int j = 0; j < sizes[i]; j++) {
          out.writeLong(buckets[i][j]);
        }
      }
      writeOwners(out);
    }
  }

  private void writeOwners(DataOutputStream out) throws IOException {
    int end = PathTable.HEADER + 8 * paths + 4 * (owners.size() + 1);
    out.writeInt(end);
    List<byte[]> texts = owners.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
    for (byte[] text : texts) {
      end += text.length;
      out.writeInt(end);
    }
    for (byte[] text : texts) {
      out.write(text);
    }
  }
}
