package org.whittle.verification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of strace(1): {@code PID name(arguments) = result}, with descriptors decoded ({@code
 * -y}).
 *
 * @param arguments as written
 * @param result as written, such as {@code -1 ENOENT (No such file or directory)}
 */
record TracedCall(int pid, String name, String arguments, String result) {
  private static final Pattern LINE =
      Pattern.compile("(\\d{1,9})\\s+(?:<\\.\\.\\. )?(\\w+)(.*)", Pattern.DOTALL);
  private static final Pattern END = Pattern.compile("\\)\\s+= ");

  /**
   * A path among the arguments: relative to a directory, or to the process's own if none is said.
   */
  record Asked(Optional<String> directory, String path) {}

  /**
   * Reads a line.
   *
   * @param begun the beginnings of calls that are not finished, by process: {@code strace} writes
   *     them on a line of their own when another process comes between
   */
  static Optional<TracedCall> of(String line, Map<Integer, String> begun) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    int pid = Integer.parseInt(m.group(1));
    String rest = m.group(3);
    if (rest.endsWith("<unfinished ...>")) {
      begun.put(pid, rest.substring(0, rest.length() - "<unfinished ...>".length()));
      return Optional.empty();
    }
    if (rest.startsWith(" resumed>")) {
      String start = begun.remove(pid);
      if (start == null) {
        return Optional.empty();
      }
      rest = start + rest.substring(" resumed>".length());
    }
    return of(pid, m.group(2), rest);
  }

  private static Optional<TracedCall> of(int pid, String name, String rest) {
    int end = -1;
    int after = -1;
    Matcher m = END.matcher(rest);
    while (m.find()) {
      end = m.start();
      after = m.end();
    }
    if (end < 0 || !rest.startsWith("(")) {
      return Optional.empty();
    }
    return Optional.of(
        new TracedCall(pid, name, rest.substring(1, end), rest.substring(after).strip()));
  }

  /** The paths among the arguments, in order. */
  List<Asked> paths() {
    List<Asked> paths = new ArrayList<>();
    for (int start = arguments.indexOf('"'); start >= 0; ) {
      int end = endOfText(start);
      if (end < 0) {
        break;
      }
      paths.add(new Asked(directoryBefore(start), unescaped(arguments.substring(start + 1, end))));
      start = arguments.indexOf('"', end + 1);
    }
    return paths;
  }

  private int endOfText(int start) {
    for (int i = start + 1; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      if (c == '"') {
        return i;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** The directory in {@code AT_FDCWD</srv>, "path"}. */
  private Optional<String> directoryBefore(int text) {
    String before = arguments.substring(0, text);
    int open = before.lastIndexOf('<');
    return before.endsWith(">, ") && open >= 0
        ? Optional.of(before.substring(open + 1, before.length() - 3))
        : Optional.empty();
  }

  /** The path of the first descriptor among the arguments. */
  Optional<String> descriptor() {
    int start = arguments.indexOf('<');
    int end = arguments.indexOf('>', start + 1);
    return start < 0 || end < 0
        ? Optional.empty()
        : Optional.of(arguments.substring(start + 1, end));
  }

  boolean succeeded() {
    return !result.isEmpty() && Character.isDigit(result.charAt(0));
  }

  /** Nothing is at the path, or something on the way to it is no directory. */
  boolean foundNothing() {
    return result.startsWith("-1 ENOENT") || result.startsWith("-1 ENOTDIR");
  }

  /** The text in strace's quotes: C escapes, other bytes in octal. */
  private static String unescaped(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c != '\\' || i + 1 == quoted.length()) {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char next = quoted.charAt(++i);
      if (next >= '0' && next <= '7') {
        int value = next - '0';
        for (int n = 0; n < 2 && i + 1 < quoted.length() && isOctal(quoted.charAt(i + 1)); n++) {
          value = value * 8 + quoted.charAt(++i) - '0';
        }
        bytes.write(value);
      } else {
        bytes.write(
            switch (next) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'v' -> 0x0b;
              case 'f' -> '\f';
              default -> next;
            });
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
