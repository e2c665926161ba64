package org.whittle.thinning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.whittle.format.shell.ShellNode;
import org.whittle.format.shell.ShellParser;

/**
 * A maintainer script as it was parsed, by its lines and, where it is one of the shell, by its
 * grammar.
 *
 * <p>The same scripts come with many images, so those that were used last are kept. Safe for use by
 * any thread.
 *
 * @param shell empty if it is no script of the shell, or cannot be parsed
 */
record ParsedScript(MaintainerScript lines, Optional<ShellNode> shell) {
  private static final int MOST_KEPT = 512;

  /** Scripts of packages are shorter; what is longer does not fill the memory. */
  private static final int LONGEST_KEPT = 1 << 16;

  /** Begins as a script of a shell, or as none at all. */
  private static final Pattern SHELL =
      Pattern.compile("(?!#!)|#!\\s*(/usr)?/bin/(env\\s+)?(ba|da)?sh\\b");

  private static final Map<String, ParsedScript> KEPT =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ParsedScript> eldest) {
              return size() > MOST_KEPT;
            }
          });

  /** The script with the text. */
  static ParsedScript of(String text) {
    ParsedScript kept = KEPT.get(text);
    if (kept != null) {
      return kept;
    }
    ParsedScript parsed =
        new ParsedScript(
            new MaintainerScript(text),
            SHELL.matcher(text).lookingAt() ? ShellParser.parse(text) : Optional.empty());
    if (text.length() <= LONGEST_KEPT) {
      KEPT.put(text, parsed);
    }
    return parsed;
  }
}
