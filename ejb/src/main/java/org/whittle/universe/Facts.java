package org.whittle.universe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.whittle.format.deb.IndexField;
import org.whittle.format.deb.StanzaFields;
import org.whittle.kernel.Digest;

/**
 * What is asked of few packages: digest, file name and description, behind one another in one pool.
 *
 * <p>A package has the 32 bytes of its digest, then its file name, a zero, and its description.
 */
final class Facts {
  private final ByteBuffer pool;

  Facts(ByteBuffer pool) {
    this.pool = pool;
  }

  Digest sha256(int start) {
    byte[] digest = new byte[Digest.BYTES];
    pool.get(start, digest);
    return Digest.fromBytes(digest);
  }

  String filename(int start, int end) {
    return text(start + Digest.BYTES, zero(start, end));
  }

  String description(int start, int end) {
    return text(zero(start, end) + 1, end);
  }

  private int zero(int start, int end) {
    int at = start + Digest.BYTES;
    while (at < end - 1 && pool.get(at) != 0) {
      at++;
    }
    return at;
  }

  private String text(int start, int end) {
    byte[] text = new byte[end - start];
    pool.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Collects the facts of packages, in blocks so that nothing is copied when they grow. */
  static final class Writer {
    private static final int BLOCK_BITS = 20;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int used;

    /** Adds what a stanza says; gives the place where it starts. */
    int add(StanzaFields stanza) {
      byte[] text = stanza.buffer();
      int name = stanza.start(IndexField.FILENAME);
      int nameLength = stanza.end(IndexField.FILENAME) - name;
      int description = stanza.start(IndexField.DESCRIPTION);
      int descriptionLength = stanza.end(IndexField.DESCRIPTION) - description;
      reserve(Digest.BYTES + nameLength + 1 + descriptionLength);
      int start = ((blocks.size() - 1) << BLOCK_BITS) + used;
      unhex(text, stanza.start(IndexField.SHA256));
      System.arraycopy(text, name, block, used, nameLength);
      used += nameLength;
      block[used++] = 0;
      System.arraycopy(text, description, block, used, descriptionLength);
      used += descriptionLength;
      return start;
    }

    /** How many bytes a stanza takes. */
    static int length(StanzaFields stanza) {
      return Digest.BYTES
          + stanza.end(IndexField.FILENAME)
          - stanza.start(IndexField.FILENAME)
          + 1
          + stanza.end(IndexField.DESCRIPTION)
          - stanza.start(IndexField.DESCRIPTION);
    }

    private void reserve(int length) {
      if (used + length > block.length) {
        block = new byte[Math.max(BLOCK, length)];
        blocks.add(block);
        used = 0;
      }
    }

    private void unhex(byte[] text, int from) {
      int at = used;
      for (int i = from; i < from + 2 * Digest.BYTES; i += 2) {
        block[at++] = (byte) (digit(text[i]) << 4 | digit(text[i + 1]));
      }
      used = at;
    }

    /** Digits have their value in the lower four bits, letters one less than from nine on. */
    private static int digit(byte b) {
      return b <= '9' ? b - '0' : (b & 7) + 9;
    }

    /** Takes over all that another has; gives what is to be added to its places. */
    int addAll(Writer others) {
      int before = blocks.size() << BLOCK_BITS;
      blocks.addAll(others.blocks);
      block = others.block;
      used = others.used;
      return before;
    }

    /** Copies a range to a place. */
    void copy(int start, int length, byte[] to, int at) {
      System.arraycopy(blocks.get(start >> BLOCK_BITS), start & BLOCK - 1, to, at, length);
    }

    /** Orders two packages by file name, then by digest. */
    int compare(int startA, int lengthA, int startB, int lengthB) {
      Facts a = new Facts(range(startA, lengthA));
      Facts b = new Facts(range(startB, lengthB));
      int order = a.filename(0, lengthA).compareTo(b.filename(0, lengthB));
      return order != 0 ? order : a.sha256(0).compareTo(b.sha256(0));
    }

    private ByteBuffer range(int start, int length) {
      return ByteBuffer.wrap(blocks.get(start >> BLOCK_BITS), start & BLOCK - 1, length).slice();
    }
  }
}
