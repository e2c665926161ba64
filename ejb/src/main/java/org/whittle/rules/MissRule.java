package org.whittle.rules;

/** Turns a path that a test missed into a rule of an overlay, as text to be added to a file. */
public final class MissRule {
  private MissRule() {}

  /** A rule file that keeps the path. */
  public static String keeping(String path, String program, String test) {
    return of("keep", path, program, test, "");
  }

  /** The same, with the image version whose test missed the path. */
  public static String keeping(String path, String program, String test, String image) {
    return of("keep", path, program, test, "miss of the test " + test + " of " + image);
  }

  /** A rule file that says that images do without the path. */
  public static String dropping(String path, String program, String test) {
    return of("drop", path, program, test, "");
  }

  /** The name of the rule about a path. */
  public static String name(String path, String program, String test) {
    return program + " asks for " + path + " in the test " + test;
  }

  private static String of(String key, String path, String program, String test, String because) {
    return "rules:\n  - name: "
        + quoted(name(path, program, test))
        + (because.isEmpty() ? "" : "\n    because: " + quoted(because))
        + "\n    when: {file: "
        + quoted(escaped(program))
        + "}\n    "
        + key
        + ": ["
        + quoted(escaped(path))
        + (key.equals("keep") ? ", " + quoted(escaped(path) + "/**") : "")
        + "]\n";
  }

  /** Patterns know no escapes: one character stands for what would be a pattern's own. */
  private static String escaped(String path) {
    return path.replace('*', '?');
  }

  /** In double quotes, as YAML 1.2 has it ("Double-Quoted Style"). */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
