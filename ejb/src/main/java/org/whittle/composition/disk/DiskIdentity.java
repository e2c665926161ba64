package org.whittle.composition.disk;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.whittle.kernel.Digest;

/**
 * The identifiers of a disk, all derived from the digest of the image's inputs.
 *
 * @param input digest of the inputs
 */
record DiskIdentity(Digest input) {

  /** An identifier of one part (RFC 9562, version 8: the bits are ours to define). */
  UUID uuid(String part) {
    ByteBuffer bytes = ByteBuffer.wrap(Digest.of("disk-1\n" + input + "\n" + part).bytes());
    long high = (bytes.getLong() & ~0xf000L) | 0x8000L;
    long low = (bytes.getLong() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Four bytes of one part. */
  int number(String part) {
    return (int) uuid(part).getMostSignificantBits() ^ (int) uuid(part).getLeastSignificantBits();
  }

  /** The name of the root's partition, by which the machine finds it. */
  String rootName() {
    return "root-" + input.shortHex();
  }
}
