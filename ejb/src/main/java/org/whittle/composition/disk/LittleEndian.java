package org.whittle.composition.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Structures on disks: numbers have the least byte first. */
final class LittleEndian {
  private LittleEndian() {}

  static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** An identifier as the UEFI specification stores it (Appendix A): three fields are swapped. */
  static void putGuid(ByteBuffer buffer, int at, UUID uuid) {
    long high = uuid.getMostSignificantBits();
    buffer.putInt(at, (int) (high >>> 32));
    buffer.putShort(at + 4, (short) (high >>> 16));
    buffer.putShort(at + 6, (short) high);
    for (int i = 0; i < 8; i++) {
      buffer.put(at + 8 + i, (byte) (uuid.getLeastSignificantBits() >>> (56 - 8 * i)));
    }
  }

  /** An identifier as its digits are read. */
  static void putUuid(ByteBuffer buffer, int at, UUID uuid) {
    for (int i = 0; i < 8; i++) {
      buffer.put(at + i, (byte) (uuid.getMostSignificantBits() >>> (56 - 8 * i)));
      buffer.put(at + 8 + i, (byte) (uuid.getLeastSignificantBits() >>> (56 - 8 * i)));
    }
  }
}
