package org.whittle.composition.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Deflates one piece of a stream, which may refer to the bytes before it (RFC 1951, 4).
 *
 * <p>Chains of earlier places with the same four bytes are searched for the longest match; one that
 * begins a byte later is preferred if it is longer. For one piece and one thread.
 */
final class Deflate {
  /** How far back a match may lie, less one: a ring of places has no slot for more. */
  static final int WINDOW = 1 << 15;

  private static final int LEAST = 4;
  private static final int HASH_BITS = 15;

  /** Places that are looked at for one match, and when there is already a good one. */
  private static final int CHAIN = 12;

  private static final int SHORT_CHAIN = 3;
  private static final int GOOD = 8;

  /** With a match of this length no better one is looked for a byte later. */
  private static final int LAZY = 16;

  /** With a match of this length the search ends. */
  private static final int NICE = 32;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int[] newest = new int[1 << HASH_BITS];
  private final int[] before = new int[WINDOW];
  private final Block block = new Block();
  private final BitWriter out;
  private int blockFrom;
  private int matchDistance;

  private Deflate(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.blockFrom = from;
    this.out = new BitWriter((to - from) / 2 + 64);
    Arrays.fill(newest, -1);
  }

  /**
   * The deflated form, which ends with a full byte.
   *
   * @param bytes what matches may refer to, and then the piece
   * @param from where the piece begins
   * @param last whether the stream ends with it
   */
  static byte[] piece(byte[] bytes, int from, boolean last) {
    Deflate deflate = new Deflate(bytes, from, bytes.length);
    for (int i = Math.max(0, from - WINDOW); i < from && i + LEAST <= bytes.length; i++) {
      deflate.remember(i);
    }
    deflate.run();
    deflate.block.write(bytes, deflate.blockFrom, deflate.to, last, deflate.out);
    if (!last) {
      Block.store(bytes, 0, 0, false, deflate.out);
    }
    deflate.out.align();
    return deflate.out.toBytes();
  }

  private void run() {
    int at = from;
    int length = 0;
    int distance = 0;
    boolean held = false;
    while (at < to) {
      if (block.isFull()) {
        flush(held ? at - 1 : at);
      }
      int next = 0;
      if (at + LEAST <= to) {
        int place = remember(at);
        if (length < LAZY) {
          next = longest(at, place, length);
        }
      }
      if (length >= LEAST && next <= length) {
        block.match(length, distance);
        int end = at - 1 + length;
        for (at++; at < end; at++) {
          if (at + LEAST <= to) {
            remember(at);
          }
        }
        length = 0;
        held = false;
      } else {
        if (held) {
          block.literal(bytes[at - 1]);
        }
        held = true;
        length = next;
        distance = matchDistance;
        at++;
      }
    }
    if (held) {
      if (block.isFull()) {
        flush(to - 1);
      }
      block.literal(bytes[to - 1]);
    }
  }

  private void flush(int covered) {
    block.write(bytes, blockFrom, covered, false, out);
    blockFrom = covered;
  }

  /** Takes a place into its chain; the newest one before it, or -1. */
  private int remember(int at) {
    int hash = ((int) INT.get(bytes, at) * 0x9E3779B1) >>> (32 - HASH_BITS);
    int place = newest[hash];
    before[at & (WINDOW - 1)] = place;
    newest[hash] = at;
    return place;
  }

  /** The length of the longest match that is longer than the one there is; 0 if there is none. */
  private int longest(int at, int newestPlace, int there) {
    int most = Math.min(Alphabet.LONGEST, to - at);
    int nearest = at - WINDOW;
    int best = Math.max(there, LEAST - 1);
    int found = 0;
    int place = newestPlace;
    int start = (int) INT.get(bytes, at);
    for (int chain = there >= GOOD ? SHORT_CHAIN : CHAIN;
        place > nearest && place >= 0 && chain > 0 && best < most;
        chain--) {
      if (bytes[place + best] == bytes[at + best] && (int) INT.get(bytes, place) == start) {
        int length = common(place, at, most);
        if (length > best) {
          best = length;
          found = length;
          matchDistance = at - place;
          if (length >= NICE) {
            break;
          }
        }
      }
      place = before[place & (WINDOW - 1)];
    }
    return found;
  }

  private int common(int place, int at, int most) {
    int length = LEAST;
    while (length + Long.BYTES <= most) {
      long differ = (long) LONG.get(bytes, place + length) ^ (long) LONG.get(bytes, at + length);
      if (differ != 0) {
        return length + (Long.numberOfTrailingZeros(differ) >>> 3);
      }
      length += Long.BYTES;
    }
    while (length < most && bytes[place + length] == bytes[at + length]) {
      length++;
    }
    return length;
  }
}
