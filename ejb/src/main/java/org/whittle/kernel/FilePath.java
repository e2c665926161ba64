package org.whittle.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * An absolute, normalised path inside an image, such as {@code /usr/sbin/nginx}; the root is {@code
 * /}.
 *
 * <p>No empty, {@code .} or {@code ..} step, no NUL, no trailing slash, at most 4,096 bytes of
 * UTF-8. Ordered by those bytes, as archives are.
 */
public record FilePath(String value) implements Comparable<FilePath> {
  /** The root directory. */
  public static final FilePath ROOT = new FilePath("/");

  private static final int MAX_BYTES = 4096;
  private static final int MAX_BYTES_OF_CHAR = 3;

  /** Checks the form. */
  public FilePath {
    if (!isWellFormed(value)) {
      String fault = fault(value);
      throw new InvalidInput("cannot use path \"" + value.replace('\0', '?') + "\": " + fault);
    }
  }

  /** In one pass: there are many paths, and next to none has a fault. */
  private static boolean isWellFormed(String value) {
    int length = value.length();
    if (length == 0 || value.charAt(0) != '/' || isLong(value)) {
      return false;
    }
    int step = 1;
    for (int i = 1; i < length; i++) {
      char c = value.charAt(i);
      if (c == '\0' || (c == '/' && isEmptyOrDots(value, step, i))) {
        return false;
      }
      step = c == '/' ? i + 1 : step;
    }
    return length == 1 || !isEmptyOrDots(value, step, length);
  }

  private static boolean isLong(String value) {
    return value.length() > MAX_BYTES / MAX_BYTES_OF_CHAR
        && value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }

  private static boolean isEmptyOrDots(String value, int from, int to) {
    return to - from <= 2
        && (to == from || value.charAt(from) == '.')
        && (to - from < 2 || value.charAt(from + 1) == '.');
  }

  private static String fault(String value) {
    if (!value.startsWith("/")) {
      return "it is not absolute";
    }
    if (value.indexOf('\0') >= 0) {
      return "it contains NUL";
    }
    if (isLong(value)) {
      return "it is longer than 4,096 bytes";
    }
    return Arrays.stream(value.substring(1).split("/", -1))
        .filter(step -> isEmptyOrDots(step, 0, step.length()))
        .findFirst()
        .map(step -> "step \"" + step + "\" is not allowed")
        .orElseThrow();
  }

  /**
   * Resolves a path as archives write it ({@code ./usr/bin/}, {@code usr//bin}, {@code /usr/bin}):
   * repeated and trailing slashes and {@code .} steps are removed.
   *
   * @throws InvalidInput if a {@code ..} step occurs: hostile in an archive
   */
  public static FilePath ofMember(String name) {
    StringBuilder path = new StringBuilder(name.length() + 1);
    for (String step : name.split("/", -1)) {
      if (!step.isEmpty() && !step.equals(".")) {
        path.append('/').append(step);
      }
    }
    return path.isEmpty() ? ROOT : new FilePath(path.toString());
  }

  /** The directory that contains it; the root contains itself. */
  public FilePath parent() {
    int slash = value.lastIndexOf('/');
    return slash <= 0 ? ROOT : new FilePath(value.substring(0, slash));
  }

  /** The last step; empty for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The path of an entry in this directory. */
  public FilePath child(String name) {
    return new FilePath(value.length() == 1 ? "/" + name : value + "/" + name);
  }

  /**
   * Follows a symbolic link's target from this link's directory; {@code ..} above the root stays at
   * the root, as the kernel has it (path_resolution(7)).
   */
  public FilePath resolveLink(String target) {
    String start = target.startsWith("/") ? "" : parent().value;
    ArrayDeque<String> steps = new ArrayDeque<>();
    for (String step : (start + "/" + target).split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return steps.isEmpty() ? ROOT : new FilePath("/" + String.join("/", steps));
  }

  /** Whether this is the directory or lies below it. */
  public boolean isWithin(FilePath directory) {
    return directory.value.length() == 1
        || value.equals(directory.value)
        || (value.startsWith(directory.value) && value.charAt(directory.value.length()) == '/');
  }

  /** Whether it is an entry of the directory, which is not the root. */
  public boolean isEntryOf(FilePath directory) {
    return isWithin(directory) && value.lastIndexOf('/') == directory.value.length();
  }

  /** Without the leading slash, as archives and OCI layers name it; empty for the root. */
  public String relative() {
    return value.substring(1);
  }

  @Override
  public int compareTo(FilePath other) {
    int common = Math.min(value.length(), other.value.length());
    for (int i = 0; i < common; i++) {
      char a = value.charAt(i);
      char b = other.value.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(value.length(), other.value.length());
  }

  /** Halves of characters beyond the basic plane come after all others, as in UTF-8. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  @Override
  public String toString() {
    return value;
  }
}
