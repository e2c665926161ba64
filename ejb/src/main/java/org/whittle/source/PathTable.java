package org.whittle.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.whittle.kernel.FilePath;

/**
 * Which packages ship a path, in a mapped file that takes eight bytes for a path.
 *
 * <p>A path is known by 52 bits of its hash: of ten million paths, one in a thousand million that
 * nobody ships is taken for another. Directories above a path count as shipped with it. {@code
 * /bin}, {@code /lib} and so on are those below {@code /usr}. Safe for use by any thread.
 */
final class PathTable {
  static final long MAGIC = 0x5748544c50415431L;
  static final int BUCKETS = 256;

  /** Magic, number of owners, number of paths, where each bucket starts. */
  static final int HEADER = 8 + 4 + 4 + 4 * (BUCKETS + 1);

  /** Bits of an entry that name the owner; above them are those of the hash. */
  static final int OWNER_BITS = 20;

  private final ByteBuffer file;
  private final int owners;
  private final int paths;

  private PathTable(ByteBuffer file, int owners, int paths) {
    this.file = file;
    this.owners = owners;
    this.paths = paths;
  }

  /** The table in a file; empty if there is none, or none that was written to its end. */
  static Optional<PathTable> open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() < HEADER || channel.size() > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      ByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      PathTable table = new PathTable(file, file.getInt(8), file.getInt(12));
      return table.isWhole() ? Optional.of(table) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean isWhole() {
    long least = HEADER + 8L * paths + 4L * (owners + 1L);
    if (file.getLong(0) != MAGIC || owners < 0 || paths < 0 || file.capacity() < least) {
      return false;
    }
    int before = 0;
    for (int i = 0; i <= BUCKETS; i++) {
      if (start(i) < before || start(i) > paths) {
        return false;
      }
      before = start(i);
    }
    return before == paths && ownerEnd(owners - 1) == file.capacity();
  }

  int size() {
    return paths;
  }

  /** Names of packages, separated by commas. */
  Optional<String> owners(FilePath path) {
    byte[] bytes = path.relative().getBytes(StandardCharsets.UTF_8);
    long hash = PathHash.of(bytes, 0, bytes.length);
    int bucket = PathHash.bucket(hash);
    long key = PathHash.key(hash);
    int low = start(bucket);
    int high = start(bucket + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entry(middle) >>> OWNER_BITS < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < start(bucket + 1) && entry(low) >>> OWNER_BITS == key
        ? Optional.of(owner((int) (entry(low) & ((1 << OWNER_BITS) - 1))))
        : Optional.empty();
  }

  private int start(int bucket) {
    return file.getInt(16 + 4 * bucket);
  }

  private long entry(int at) {
    return file.getLong(HEADER + 8 * at);
  }

  private int ownerEnd(int owner) {
    return file.getInt(HEADER + 8 * paths + 4 * (owner + 1));
  }

  private String owner(int owner) {
    int start = ownerEnd(owner - 1);
    byte[] name = new byte[ownerEnd(owner) - start];
    file.get(start, name);
    return new String(name, StandardCharsets.UTF_8);
  }
}
