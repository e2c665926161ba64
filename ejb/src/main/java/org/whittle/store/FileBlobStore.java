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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/**
 * Blobs as read-only files in a folder, which several processes may use at a time.
 *
 * <p>Putting content does not wait for the disk; {@link #sync} does. Blobs that a failure of power
 * may have damaged before that are verified at the next opening, and dropped if they are.
 */
public final class FileBlobStore implements BlobStore {
  /** Smaller content is hashed before anything is written: most of it is there already. */
  private static final int SMALL = 1 << 18;

  /** For how long a blob that was asked for counts as just asked for. */
  static final Duration FRESH = Duration.ofMinutes(10);

  private final Path root;
  private final Clock clock;
  private final BlobFiles files;
  private final Staging staging;
  private final Unsynced unsynced;
  private final Bases bases;
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
    Path blobs = root.resolve("blobs").resolve("sha256");
    this.files = new BlobFiles(blobs);
    this.verified = new VerifiedLately(clock);
    try {
      Files.createDirectories(blobs);
      staging = Staging.open(root.resolve("blobs").resolve("incoming"), clock);
      unsynced = Unsynced.open(root.resolve("blobs").resolve("unsynced"), blobs, clock, bootId);
      bases = new Bases(blobs, clock, unsynced);
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
        write(start, files.plain(stored.digest()));
      }
      return stored;
    }
    return writeLarge(expected, start, content, what);
  }

  @Override
  public Stored putPacked(byte[] content) {
    Stored stored = new Stored(Digest.of(content), content.length);
    if (!isThere(stored)) {
      Path plain = files.plain(stored.digest());
      if (Files.exists(plain)) {
        write(content, plain); // What is there is damaged, and would be found first.
      } else {
        write(PackedBlob.pack(content), PackedBlob.of(plain));
      }
    }
    return stored;
  }

  @Override
  public Stored putPacked(byte[] content, Digest like) {
    Stored stored = new Stored(Digest.of(content), content.length);
    if (isThere(stored) || Files.exists(files.plain(stored.digest()))) {
      return putPacked(content);
    }
    Digest base = base(like).orElse(like);
    Optional<byte[]> difference =
        bases
            .use(base, PackedBlob.of(files.plain(base)))
            .flatMap(whole -> Difference.of(content, base, whole));
    if (difference.isEmpty()) {
      return putPacked(content);
    }
    Path target = Difference.of(files.plain(stored.digest()));
    write(difference.get(), target);
    if (!bases.isThere(base)) { // Collection has taken it in the moment in which it was used.
      write(PackedBlob.pack(content), PackedBlob.of(files.plain(stored.digest())));
      Staging.discard(target);
    }
    return stored;
  }

  @Override
  public Optional<Digest> base(Digest digest) {
    Path file = Difference.of(files.plain(digest));
    try {
      return Files.exists(file) ? Difference.base(PackedBlob.start(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void sweep(Instant unusedSince) {
    try {
      bases.sweep(files.folder(), unusedSince);
    } catch (IOException e) {
      throw StorageFailure.of("collect the store", root, e);
    }
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
        publish(file, files.plain(stored.digest()));
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
      Path file = files.existing(stored.digest());
      if (PackedBlob.size(file) != stored.size()) {
        return false;
      }
      touch(file, Files.getLastModifiedTime(file).toInstant());
      return true;
    } catch (IOException | Corrupted e) {
      return false;
    }
  }

  @Override
  public boolean contains(Digest digest) {
    Path file = files.existing(digest);
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
      return new VerifiedInputStream(PackedBlob.open(files.existing(digest)), digest);
    } catch (IOException e) {
      throw absentOrUnreadable(digest, e);
    }
  }

  @Override
  public InputStream openAgain(Digest digest) {
    Path file = files.existing(digest);
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
      return PackedBlob.size(files.existing(digest));
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
    Path file = files.plain(digest);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public Stream<Digest> list() {
    try {
      return files.list();
    } catch (IOException e) {
      throw StorageFailure.of("list the store", root, e);
    }
  }

  /** Moved aside first: who touched it before is seen, who comes later puts it anew. */
  @Override
  public boolean delete(Digest digest, Instant untouchedSince) {
    Path file = files.existing(digest);
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
}
