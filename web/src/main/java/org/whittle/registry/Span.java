package org.whittle.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob that are to be sent (RFC 9110, section 14.1.2).
 *
 * @param first offset of the first
 * @param length how many; 0 if the blob has none of those that were asked for
 */
record Span(long first, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * Reads the header {@code Range}; empty if it asks for all, or in a way that is not supported.
   */
  static Optional<Span> of(@Nullable String header, long size) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(lastOf(Long.parseLong(to), size));
    }
    long first = Long.parseLong(from);
    long last = to.isEmpty() ? size - 1 : Long.parseLong(to);
    if (!to.isEmpty() && last < first) {
      return Optional.empty();
    }
    return Optional.of(
        first >= size ? new Span(0, 0) : new Span(first, Math.min(last, size - 1) - first + 1));
  }

  private static Span lastOf(long count, long size) {
    long length = Math.min(count, size);
    return new Span(size - length, length);
  }

  /** The header {@code Content-Range} of an answer with these bytes. */
  String contentRange(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
