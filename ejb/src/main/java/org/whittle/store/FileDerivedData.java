package org.whittle.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/**
 * Derived data as files below {@code derived} of a folder; may share the folder with a {@link
 * FileBlobStore}.
 *
 * <p>Nothing is synced, since all of it can be made again: each file begins with the digest of the
 * rest, and one that does not match counts as absent.
 */
public final class FileDerivedData implements DerivedData {
  private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Path root;
  private final Path derived;
  private final Clock clock;
  private final Staging staging;

  /**
   * Opens or creates the folder.
   *
   * @throws Unavailable if it cannot be used
   */
  public FileDerivedData(Path root) {
    this(root, Clock.systemUTC());
  }

  FileDerivedData(Path root, Clock clock) {
    this.root = root;
    this.derived = root.resolve("derived");
    this.clock = clock;
    try {
      staging = Staging.open(derived.resolve(".incoming"), clock);
    } catch (IOException e) {
      throw StorageFailure.of("open the derived data", root, e);
    }
  }

  @Override
  public Optional<byte[]> find(String kind, Digest of) {
    Path file = path(kind, of);
    try {
      byte[] kept = Files.readAllBytes(file);
      touch(file);
      if (kept.length < Digest.BYTES) {
        return Optional.empty();
      }
      byte[] data = Arrays.copyOfRange(kept, Digest.BYTES, kept.length);
      byte[] digest = Arrays.copyOf(kept, Digest.BYTES);
      return Digest.of(data).equals(Digest.fromBytes(digest))
          ? Optional.of(data)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailure.of("read derived data", root, e);
    }
  }

  @Override
  public void keep(String kind, Digest of, byte[] data) {
    Path target = path(kind, of);
    Path file = staging.newFile();
    try {
      try (FileChannel channel = Staging.create(file)) {
        ByteBuffer[] parts = {ByteBuffer.wrap(Digest.of(data).bytes()), ByteBuffer.wrap(data)};
        while (parts[1].hasRemaining() || parts[0].hasRemaining()) {
          channel.write(parts);
        }
      }
      Staging.moveInto(file, target);
    } catch (IOException e) {
      throw StorageFailure.of("keep derived data", root, e);
    } finally {
      Staging.discard(file);
    }
  }

  /** Not each time: that an entry is in use need not be known to the minute. */
  private void touch(Path file) throws IOException {
    Instant now = clock.instant();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(FileBlobStore.FRESH))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  /** Who finds an entry in the moment in which it goes has it, and makes it again next time. */
  @Override
  public long forget(Instant unusedSince) {
    long gone = 0;
    try (Stream<Path> files = Files.walk(derived)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Thread.currentThread().isInterrupted()) {
          throw new Unavailable("cannot collect derived data: cancelled");
        }
        if (Files.getLastModifiedTime(file).toInstant().isBefore(unusedSince)) {
          gone += Files.deleteIfExists(file) ? 1 : 0;
        }
      }
      return gone;
    } catch (UncheckedIOException e) {
      throw StorageFailure.of("collect derived data", root, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw StorageFailure.of("collect derived data", root, e);
    }
  }

  private Path path(String kind, Digest of) {
    if (!KIND.matcher(kind).matches()) {
      throw new InvalidInput(
          "cannot use kind \""
              + kind
              + "\" of derived data: lower-case letters, digits and hyphens expected");
    }
    String hex = of.hex();
    return derived.resolve(kind).resolve(hex.substring(0, 2)).resolve(hex);
  }
}
