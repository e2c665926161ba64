package org.whittle.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/**
 * A range of bytes that a client asks for (RFC 9110, section 14.1.2).
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 */
record ByteRange(long first, long last) {
  private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** The range is outside the content. */
  static final ByteRange NONE = new ByteRange(1, 0);

  /** Checks that it is a range, or the one that is none. */
  ByteRange {
    if (first < 0 || last < first - 1) {
      throw new InvalidInput("cannot use range " + first + "-" + last);
    }
  }

  /**
   * Reads the header {@code Range}.
   *
   * @return empty if all bytes are to be sent: no range, several, or another unit; {@link #NONE} if
   *     the content has no such bytes
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long count = Math.min(Long.parseLong(matcher.group(2)), size);
      return Optional.of(count == 0 ? NONE : new ByteRange(size - count, size - 1));
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (!matcher.group(2).isEmpty() && last < first) {
      return Optional.empty();
    }
    return Optional.of(first >= size ? NONE : new ByteRange(first, Math.min(last, size - 1)));
  }

  /** Number of bytes. */
  long length() {
    return last - first + 1;
  }
}
