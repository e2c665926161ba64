package org.whittle.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Checks the form. */
  public FilePath {
    String fault = fault(value);
    if (fault != null) {
      throw new InvalidInput("cannot use path \"" + value.replace('\0', '?') + "\": " + fault);
    }
  }

  private static @Nullable String fault(String value) {
    if (!value.startsWith("/")) {
      return "it is not absolute";
    }
    if (value.indexOf('\0') >= 0) {
      return "it contains NUL";
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > 4096) {
      return "it is longer than 4,096 bytes";
    }
    if (value.length() == 1) {
      return null;
    }
    for (String step : value.substring(1).split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        return "step \"" + step + "\" is not allowed";
      }
    }
    return null;
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

  /** Without the leading slash, as archives and OCI layers name it; empty for the root. */
  public String relative() {
    return value.substring(1);
  }

  @Override
  public int compareTo(FilePath other) {
    return Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return value;
  }
}
