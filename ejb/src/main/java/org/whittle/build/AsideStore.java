package org.whittle.build;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/**
 * A store that reads what another has and puts everything aside, so that the other stays as it is.
 *
 * @param main read, never written
 * @param aside takes what is put; only what is here counts as there
 */
record AsideStore(BlobStore main, BlobStore aside) implements BlobStore {
  @Override
  public Stored put(InputStream content) {
    return aside.put(content);
  }

  @Override
  public Stored put(Digest expected, InputStream content) {
    return aside.put(expected, content);
  }

  @Override
  public Stored putPacked(byte[] content) {
    return aside.putPacked(content);
  }

  @Override
  public boolean contains(Digest digest) {
    return aside.contains(digest);
  }

  @Override
  public InputStream open(Digest digest) {
    return with(digest).open(digest);
  }

  @Override
  public long size(Digest digest) {
    return with(digest).size(digest);
  }

  @Override
  public Optional<Path> file(Digest digest) {
    return with(digest).file(digest);
  }

  private BlobStore with(Digest digest) {
    return aside.contains(digest) ? aside : main;
  }

  @Override
  public Stream<Digest> list() {
    return aside.list();
  }

  @Override
  public boolean delete(Digest digest, Instant untouchedSince) {
    return aside.delete(digest, untouchedSince);
  }
}
