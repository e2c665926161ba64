package org.whittle.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/** Blobs in memory, for tests of any room. */
public final class MemoryBlobStore implements BlobStore {
  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

  /** Stores a text as UTF-8. */
  public Stored put(String text) {
    return put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Stored put(InputStream content) {
    byte[] bytes = read(content);
    Digest digest = Digest.of(bytes);
    blobs.put(digest, bytes);
    return new Stored(digest, bytes.length);
  }

  @Override
  public Stored put(Digest expected, InputStream content) {
    byte[] bytes = read(content);
    Digest found = Digest.of(bytes);
    if (!found.equals(expected)) {
      throw new Corrupted("cannot store " + expected + ": the content has digest " + found);
    }
    blobs.put(found, bytes);
    return new Stored(found, bytes.length);
  }

  private static byte[] read(InputStream content) {
    try {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new Unavailable("cannot read content to be stored: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean contains(Digest digest) {
    return blobs.containsKey(digest);
  }

  @Override
  public InputStream open(Digest digest) {
    return new VerifiedInputStream(new ByteArrayInputStream(bytes(digest)), digest);
  }

  /** The content at once. */
  public byte[] bytes(Digest digest) {
    byte[] bytes = blobs.get(digest);
    if (bytes == null) {
      throw new NotFound("cannot read " + digest + ": it is not in the store");
    }
    return bytes;
  }

  @Override
  public long size(Digest digest) {
    return bytes(digest).length;
  }

  @Override
  public Stream<Digest> list() {
    return List.copyOf(blobs.keySet()).stream();
  }

  /** Time does not count here: everything is as old as asked. */
  @Override
  public boolean delete(Digest digest, Instant untouchedSince) {
    return untouchedSince.isAfter(Instant.EPOCH) && blobs.remove(digest) != null;
  }

  @Override
  public Optional<Path> file(Digest digest) {
    return Optional.empty();
  }

  /** Everything, by digest. */
  public Map<Digest, byte[]> all() {
    return new TreeMap<>(blobs);
  }

  /** Flips a bit, as a failing medium does. */
  public void damage(Digest digest) {
    byte[] bytes = bytes(digest).clone();
    bytes[0] ^= 1;
    blobs.put(digest, bytes);
  }
}
