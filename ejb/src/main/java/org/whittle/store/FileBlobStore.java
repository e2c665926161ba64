package org.whittle.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/**
 * Blobs as read-only files below {@code blobs/sha256} of a folder, in 256 sub-folders; packed ones
 * have a suffix.
 *
 * <p>Several processes may use one folder at a time. Putting content does not wait for the disk;
 * {@link #sync} does, once for all blobs since the last call. Blobs that a failure of power may
 * have damaged before that are verified when the store is opened next, and dropped if they are.
 */
public final class FileBlobStore implements BlobStore {
  /** Content up to this size is hashed before anything is written: most of it is there already. */
  private static final int SMALL = 1 << 18;

  /** For how long a blob that was asked for counts as just asked for. */
  static final Duration FRESH = Duration.ofMinutes(10);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Clock clock;
  private final Path blobs;
  private final Staging staging;
  private final Unsynced unsynced;
  private final VerifiedLately verified;

  /**
   * Opens or creates a store in the folder.
   *
   * @throws Unavailable if the folder cannot be used
   */
  public FileBlobStore(Path root) {
    this(root, Clock.systemUTC(), BootId.current());
  }

  FileBlobStore(Path root, Clock clock, String bootId) {
    this.root = root;
    this.clock = clock;
    this.blobs = root.resolve("blobs").resolve("sha256");
    this.verified = new VerifiedLately(clock);
    try {
      Files.createDirectories(blobs);
      staging = Staging.open(root.resolve("blobs").resolve("incoming"), clock);
      unsynced = Unsynced.open(root.resolve("blobs").resolve("unsynced"), blobs, clock, bootId);
    } catch (IOException e) {
      throw StorageFailure.of("open the store", root, e);
    }
  }

  @Override
  public Stored put(InputStream content) {
    return put(null, content, "content");
  }

  @Override
  public Stored put(Digest expected, InputStream content) {
    return put(expected, content, expected.toString());
  }

  private Stored put(@Nullable Digest expected, InputStream content, String what) {
    byte[] start = read(content, SMALL, what);
    if (start.length < SMALL) {
      Stored stored = new Stored(Digest.of(start), start.length);
      checkExpected(expected, stored);
      if (!isThere(stored)) {
        write(start, path(stored.digest()));
      }
      return stored;
    }
    return writeLarge(expected, start, content, what);
  }

  @Override
  public Stored putPacked(byte[] content) {
    Stored stored = new Stored(Digest.of(content), content.length);
    if (!isThere(stored)) {
      Path plain = path(stored.digest());
      if (Files.exists(plain)) {
        write(content, plain); // What is there is damaged, and would be found first.
      } else {
        write(PackedBlob.pack(content), PackedBlob.of(plain));
      }
    }
    return stored;
  }

  private void write(byte[] content, Path target) {
    Path file = staging.newFile();
    try {
      try (FileChannel channel = Staging.create(file)) {
        writeFully(channel, content);
      }
      publish(file, target);
    } catch (IOException e) {
      throw StorageFailure.of("store content", root, e);
    } finally {
      Staging.discard(file);
    }
  }

  private Stored writeLarge(
      @Nullable Digest expected, byte[] start, InputStream content, String what) {
    Path file = staging.newFile();
    try {
      Stored stored;
      try (FileChannel channel = Staging.create(file)) {
        stored = copy(start, content, channel, what);
      }
      checkExpected(expected, stored);
      if (!isThere(stored)) {
        publish(file, path(stored.digest()));
      }
      return stored;
    } catch (IOException e) {
      throw StorageFailure.of("store content", root, e);
    } finally {
      Staging.discard(file);
    }
  }

  private static Stored copy(byte[] start, InputStream content, FileChannel to, String what)
      throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] part = start;
    long size = 0;
    while (part.length > 0) {
      sha.update(part);
      writeFully(to, part);
      size += part.length;
      part = read(content, SMALL, what);
    }
    return new Stored(Digest.fromBytes(sha.digest()), size);
  }

  private static byte[] read(InputStream content, int limit, String what) {
    try {
      return content.readNBytes(limit);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + what + " to be stored: " + e.getMessage(), e);
    }
  }

  private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void checkExpected(@Nullable Digest expected, Stored stored) {
    if (expected != null && !expected.equals(stored.digest())) {
      throw new Corrupted(
          "cannot store " + expected + ": the content has digest " + stored.digest());
    }
  }

  private void publish(Path file, Path target) throws IOException {
    unsynced.renaming(target, () -> Staging.moveInto(file, target));
  }

  /**
   * A file of another size is damaged: it counts as absent, and putting it again repairs it. One
   * that is there becomes young again, so that collection leaves it to who has just put it.
   */
  private boolean isThere(Stored stored) {
    try {
      Path file = existing(stored.digest());
      if (PackedBlob.size(file) != stored.size()) {
        return false;
      }
      touch(file, Files.getLastModifiedTime(file).toInstant());
      return true;
    } catch (IOException | Corrupted e) {
      return false;
    }
  }

  /** The file that is there; else the name of the plain one. */
  private Path existing(Digest digest) {
    Path plain = path(digest);
    if (Files.exists(plain)) {
      return plain;
    }
    Path packed = PackedBlob.of(plain);
    return Files.exists(packed) ? packed : plain;
  }

  @Override
  public boolean contains(Digest digest) {
    Path file = existing(digest);
    try {
      touch(file, Files.getLastModifiedTime(file).toInstant());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw StorageFailure.of("read " + digest, root, e);
    }
  }

  /** Not each time: that a blob is in use need not be known to the minute. */
  private void touch(Path file, Instant before) throws IOException {
    Instant now = clock.instant();
    if (before.isBefore(now.minus(FRESH))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  @Override
  public InputStream open(Digest digest) {
    try {
      return new VerifiedInputStream(PackedBlob.open(existing(digest)), digest);
    } catch (IOException e) {
      throw absentOrUnreadable(digest, e);
    }
  }

  @Override
  public InputStream openAgain(Digest digest) {
    Path file = existing(digest);
    try {
      Map<String, Object> state = VerifiedLately.state(file);
      InputStream content = PackedBlob.open(file);
      return verified.knows(digest, state)
          ? content
          : new VerifiedInputStream(content, digest, () -> verified.found(digest, state));
    } catch (IOException e) {
      throw absentOrUnreadable(digest, e);
    }
  }

  @Override
  public long size(Digest digest) {
    try {
      return PackedBlob.size(existing(digest));
    } catch (IOException e) {
      throw absentOrUnreadable(digest, e);
    }
  }

  private RuntimeException absentOrUnreadable(Digest digest, IOException e) {
    return e instanceof NoSuchFileException
        ? new NotFound("cannot read " + digest + ": it is not in the store", e)
        : StorageFailure.of("read " + digest, root, e);
  }

  @Override
  public Optional<Path> file(Digest digest) {
    Path file = path(digest);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // the caller closes what is returned
  public Stream<Digest> list() {
    try {
      return Files.walk(blobs, 2)
          .map(PackedBlob::digest)
          .filter(name -> HEX.matcher(name).matches())
          .map(Digest::parse);
    } catch (IOException e) {
      throw StorageFailure.of("list the store", root, e);
    }
  }

  /**
   * Moved aside first: whoever touched it before that is seen, whoever comes later puts it anew.
   */
  @Override
  public boolean delete(Digest digest, Instant untouchedSince) {
    Path file = existing(digest);
    Path aside = staging.newFile();
    try {
      if (!isOlder(file, untouchedSince)) {
        return false;
      }
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
      if (isOlder(aside, untouchedSince)) {
        return Files.deleteIfExists(aside);
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw StorageFailure.of("delete " + digest, root, e);
    }
  }

  private static boolean isOlder(Path file, Instant limit) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
  }

  @Override
  public void sync() {
    try {
      unsynced.sync();
    } catch (IOException e) {
      throw StorageFailure.of("sync the store", root, e);
    }
  }

  private Path path(Digest digest) {
    String hex = digest.hex();
    return blobs.resolve(hex.substring(0, 2)).resolve(hex);
  }
}
