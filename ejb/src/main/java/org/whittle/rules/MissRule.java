package org.whittle.rules;

/** Turns a path that a test missed into a rule of an overlay, as text to be added to a file. */
public final class MissRule {
  private MissRule() {}

  /** A rule file that keeps the path. */
  public static String keeping(String path, String program, String test) {
    return of("keep", path, program, test);
  }

  /** A rule file that says that images do without the path. */
  public static String dropping(String path, String program, String test) {
    return of("drop", path, program, test);
  }

  private static String of(String key, String path, String program, String test) {
    return "rules:\n  - name: "
        + quoted(program + " asks for " + path + " in the test " + test)
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
