package org.whittle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;

/**
 * Where blobs lie: in 256 folders below one, plain, packed, or as the difference to another.
 *
 * @param folder {@code blobs/sha256}
 */
record BlobFiles(Path folder) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** Where the plain file of a blob lies, or would. */
  Path plain(Digest digest) {
    String hex = digest.hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex);
  }

  /** The file that is there; else the name of the plain one. */
  Path existing(Digest digest) {
    Path plain = plain(digest);
    if (Files.exists(plain)) {
      return plain;
    }
    Path packed = PackedBlob.of(plain);
    if (Files.exists(packed)) {
      return packed;
    }
    Path difference = Difference.of(plain);
    return Files.exists(difference) ? difference : plain;
  }

  /** The blobs that are there, in no order; the caller closes the stream. */
  @SuppressWarnings("StreamResourceLeak") // the caller closes what is returned
  Stream<Digest> list() throws IOException {
    return Files.walk(folder, 2)
        .map(PackedBlob::digest)
        .filter(name -> HEX.matcher(name).matches())
        .map(Digest::parse);
  }
}
