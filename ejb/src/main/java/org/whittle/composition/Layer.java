package org.whittle.composition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * A layer in the store.
 *
 * @param digest of the compressed archive, under which it is stored
 * @param diffId of the archive before compression (OCI image-spec 1.1, "Layer DiffID")
 * @param size bytes stored
 * @param uncompressedSize bytes of the archive
 * @param mediaType says the compression
 */
public record Layer(
    Digest digest, Digest diffId, long size, long uncompressedSize, String mediaType) {

  /** A line that {@link #parse} reads. */
  byte[] line() {
    String line =
        String.join(
            " ",
            digest.hex(),
            diffId.hex(),
            Long.toString(size),
            Long.toString(uncompressedSize),
            mediaType);
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads what {@link #line} wrote; anything else counts as not remembered. */
  static Optional<Layer> parse(byte[] line) {
    String[] parts = new String(line, StandardCharsets.US_ASCII).split(" ", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Layer(
              Digest.parse(parts[0]),
              Digest.parse(parts[1]),
              Long.parseLong(parts[2]),
              Long.parseLong(parts[3]),
              parts[4]));
    } catch (InvalidInput | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
