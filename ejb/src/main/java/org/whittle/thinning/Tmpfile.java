package org.whittle.thinning;

import java.util.Arrays;
import java.util.Optional;
import org.whittle.kernel.FilePath;

/**
 * A directory or link that a line of tmpfiles.d(5) asks for: types {@code d}, {@code D}, {@code v},
 * {@code q}, {@code e} and {@code L}.
 */
record Tmpfile(FilePath path, int mode, String owner, String group, Optional<String> link) {
  /** Reads a line; empty if it is another type, or its path is not fixed. */
  static Optional<Tmpfile> of(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 2 || !words[1].startsWith("/") || words[1].contains("%")) {
      return Optional.empty();
    }
    FilePath path =
        UsrMerge.canonical(FilePath.ROOT.resolveLink(words[1].replaceAll("^/var/run/", "/run/")));
    if (words[0].matches("L[+]?!?") && words.length > 6) {
      String target = String.join(" ", Arrays.asList(words).subList(6, words.length));
      return Optional.of(new Tmpfile(path, 0777, "root", "root", Optional.of(target)));
    }
    if (!words[0].matches("[dDvqQe]!?")) {
      return Optional.empty();
    }
    String mode = word(words, 2, "0755");
    return mode.matches("[~:]?[0-7]{3,4}")
        ? Optional.of(
            new Tmpfile(
                path,
                Integer.parseInt(mode.replaceAll("[~:]", ""), 8),
                word(words, 3, "root"),
                word(words, 4, "root"),
                Optional.empty()))
        : Optional.empty();
  }

  private static String word(String[] words, int at, String otherwise) {
    return at < words.length && !words[at].equals("-") ? words[at] : otherwise;
  }
}
