package org.whittle.verification;

import java.time.Duration;

/** Wording for people: texts of unknown origin and times within a sentence. */
final class Words {
  private static final int SHOWN = 200;

  private Words() {}

  /** In quotes, on one line, cut at 200 characters. */
  static String quoted(String text) {
    StringBuilder line = new StringBuilder("\"");
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              switch (c) {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> line.appendCodePoint(Character.isISOControl(c) ? '?' : c);
              }
            });
    return line.append(text.codePointCount(0, text.length()) > SHOWN ? "…\"" : "\"").toString();
  }

  /** In seconds, or in milliseconds if shorter. */
  static String time(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
