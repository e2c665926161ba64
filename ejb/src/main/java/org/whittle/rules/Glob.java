package org.whittle.rules;

import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

/**
 * A pattern of paths: {@code *} stands for any text within one step, {@code ?} for one character,
 * {@code **} for any text across steps; a last {@code /**} is everything below a directory.
 *
 * <p>Merged directories are meant by either name: {@code /lib/x} is {@code /usr/lib/x}.
 */
public final class Glob {
  private static final Pattern MERGED = Pattern.compile("^/(bin|sbin|lib|lib32|lib64|libx32)/.*");

  private final String text;
  private final String prefix;
  private final boolean literal;
  private final Pattern pattern;

  /**
   * Reads a pattern.
   *
   * @throws InvalidInput if it is not absolute or leaves the root
   */
  public Glob(String text) {
    if (!text.startsWith("/")) {
      throw new InvalidInput("cannot use path \"" + text + "\": it is not absolute");
    }
    for (String step : text.substring(1).split("/", -1)) {
      if (step.equals("..")) {
        throw new InvalidInput("cannot use path \"" + text + "\": it leaves the root");
      }
      if (text.length() > 1 && (step.isEmpty() || step.equals("."))) {
        throw new InvalidInput("cannot use path \"" + text + "\": it has an empty step");
      }
    }
    this.text = text;
    String merged = MERGED.matcher(text).matches() ? "/usr" + text : text;
    int wild = firstWild(merged);
    this.literal = wild < 0;
    this.prefix = wild < 0 ? merged : merged.substring(0, wild);
    this.pattern = Pattern.compile(expression(merged), Pattern.DOTALL);
  }

  private static int firstWild(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '*' || text.charAt(i) == '?') {
        return i;
      }
    }
    return -1;
  }

  private static String expression(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        out.append(".*");
        i++;
      } else if (c == '*') {
        out.append("[^/]*");
      } else if (c == '?') {
        out.append("[^/]");
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  /** Whether the path, whose directories are merged, is meant. */
  public boolean matches(FilePath path) {
    return literal
        ? path.value().equals(prefix)
        : path.value().startsWith(prefix) && pattern.matcher(path.value()).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && glob.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return text;
  }
}
