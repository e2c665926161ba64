package org.whittle.composition.disk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The data of an EROFS directory (Linux, "EROFS on-disk format", directories). */
final class DirectoryBlocks {
  private static final int ENTRY = 12;

  private record Entry(String name, long nid, int type) {}

  private final int blockSize;
  private final ByteArrayOutputStream done = new ByteArrayOutputStream();
  private final List<Entry> open = new ArrayList<>();
  private int used;

  DirectoryBlocks(int blockSize) {
    this.blockSize = blockSize;
  }

  /** Adds the next entry in the order of names, of which each character is a byte. */
  void add(String name, long nid, int type) {
    if (used + ENTRY + name.length() > blockSize) {
      done.writeBytes(block(blockSize));
      open.clear();
      used = 0;
    }
    open.add(new Entry(name, nid, type));
    used += ENTRY + name.length();
  }

  /** All blocks; the last is as long as it has to be. */
  byte[] toBytes() {
    done.writeBytes(block(used));
    return done.toByteArray();
  }

  private byte[] block(int size) {
    byte[] bytes = new byte[size];
    ByteBuffer out = LittleEndian.over(bytes);
    int name = ENTRY * open.size();
    for (int i = 0; i < open.size(); i++) {
      Entry entry = open.get(i);
      out.putLong(ENTRY * i, entry.nid());
      out.putShort(ENTRY * i + 8, (short) name);
      out.put(ENTRY * i + 10, (byte) entry.type());
      out.put(name, entry.name().getBytes(StandardCharsets.ISO_8859_1));
      name += entry.name().length();
    }
    return bytes;
  }
}
