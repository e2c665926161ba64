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
  private final String pattern;

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
    this.pattern = merged;
  }

  private static int firstWild(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '*' || text.charAt(i) == '?') {
        return i;
      }
    }
    return -1;
  }

  /** Whether the path, whose directories are merged, is meant. */
  public boolean matches(FilePath path) {
    return literal
        ? path.value().equals(prefix)
        : path.value().startsWith(prefix) && matches(path.value(), prefix.length());
  }

  /**
   * Matches what is behind the prefix. A star takes as little as it can; where the text does not
   * fit, the last star takes more, and where it may not, the last pair of stars. Those before them
   * never need to: what they would leave to the later ones, those have tried.
   */
  private boolean matches(String path, int start) {
    Retry star = new Retry();
    Retry pair = new Retry();
    int p = start;
    int t = start;
    while (t < path.length() || p < pattern.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
      if (wanted == '*') {
        boolean two = pattern.startsWith("**", p);
        p += two ? 2 : 1;
        if (two && p == pattern.length()) {
          return true;
        }
        (two ? pair : star).set(p, t);
        star.pattern = two ? Retry.NONE : star.pattern;
      } else if (t < path.length() && p < pattern.length() && fits(wanted, path.charAt(t))) {
        p++;
        t += wanted == '?' ? Character.charCount(path.codePointAt(t)) : 1;
      } else {
        Retry retry = star.canTake(path, false) ? star : pair;
        if (!retry.canTake(path, true)) {
          return false;
        }
        star.pattern = retry == pair ? Retry.NONE : star.pattern;
        t = retry.takeOne(path);
        p = retry.pattern;
      }
    }
    return true;
  }

  private static boolean fits(char wanted, char there) {
    return wanted == '?' ? there != '/' : wanted == there;
  }

  /** Where to go on if a star takes one character more. */
  private static final class Retry {
    private static final int NONE = -1;

    private int pattern = NONE;
    private int text;

    private void set(int nextPattern, int nextText) {
      pattern = nextPattern;
      text = nextText;
    }

    private int takeOne(String path) {
      text += Character.charCount(path.codePointAt(text));
      return text;
    }

    private boolean canTake(String path, boolean slashes) {
      return pattern != NONE && text < path.length() && (slashes || path.charAt(text) != '/');
    }
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
