package org.whittle.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;

/**
 * Immutable content by SHA-256 digest.
 *
 * <p>A blob is visible whole or not at all: content is written aside, verified and renamed, so that
 * a killed process leaves nothing half-written. What was put outlives a failure of power only after
 * {@link #sync}: call it before publishing a name that leads to blobs. Concurrent writers of the
 * same content are safe. Safe for use by any thread.
 *
 * <p>Errors: {@link org.whittle.kernel.Unavailable} when the medium fails (no space, no
 * permission), {@link org.whittle.kernel.Corrupted} when content is not what was promised, {@link
 * org.whittle.kernel.NotFound} when a digest is unknown.
 */
public interface BlobStore {
  /** What was stored: its name and its size in bytes. */
  record Stored(Digest digest, long size) {}

  /** Stores all that the stream still holds; the caller closes it. */
  Stored put(InputStream content);

  /** Stores content that must have the given digest; else nothing is stored. */
  Stored put(Digest expected, InputStream content);

  /**
   * Stores content of which the caller knows that it shrinks well, such as text, and that it is
   * read seldom: the medium may keep it in fewer bytes. It counts as its plain form everywhere
   * else.
   */
  default Stored putPacked(byte[] content) {
    return put(new ByteArrayInputStream(content));
  }

  /**
   * The same for content that is much like another blob, such as a document of the version before:
   * the medium may keep only the difference, and then sees to it that the other's bytes stay as
   * long as they are needed, whatever is deleted.
   *
   * @param like a blob that was put packed, or one that {@link #base} names; may be gone
   */
  default Stored putPacked(byte[] content, Digest like) {
    return putPacked(content);
  }

  /** What the medium keeps a blob as a difference to; empty if it keeps it whole. */
  default Optional<Digest> base(Digest digest) {
    return Optional.empty();
  }

  /** Drops what the medium keeps for blobs that are gone, unless it was used since a moment. */
  default void sweep(Instant unusedSince) {}

  /** Whether the content is there; if it is, its time of collection begins anew. */
  boolean contains(Digest digest);

  /**
   * Opens the content; the caller closes it. Reading to the end fails with {@link
   * org.whittle.kernel.Corrupted} if the content does not have its digest.
   */
  InputStream open(Digest digest);

  /**
   * The same for who reads much of the store again and again, such as to hash an archive of it:
   * content that was found sound minutes ago, and has not been touched since, may be read without
   * being verified again.
   */
  default InputStream openAgain(Digest digest) {
    return open(digest);
  }

  /** The size in bytes. */
  long size(Digest digest);

  /** A read-only file with exactly this content, where the medium has one: for external tools. */
  Optional<Path> file(Digest digest);

  /**
   * The blobs that are there, in no order; the caller closes the stream. What is put or deleted
   * meanwhile may or may not be among them.
   */
  Stream<Digest> list();

  /**
   * Deletes a blob that nobody has put or asked for by {@link #contains} since a moment; whoever
   * puts or asks for it meanwhile keeps it, or finds it absent. Who reads it reads on.
   *
   * @return whether it was deleted
   */
  boolean delete(Digest digest, Instant untouchedSince);

  /** Returns when everything put through this object so far outlives a failure of power. */
  default void sync() {}
}
