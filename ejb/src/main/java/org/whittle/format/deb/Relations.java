package org.whittle.format.deb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.format.deb.Relation.Constraint;
import org.whittle.format.deb.Relation.Operator;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

/**
 * Reads relation fields such as {@code Depends} (Debian Policy 7.1, "Syntax of relationship
 * fields").
 *
 * <p>The deprecated operators {@code <} and {@code >} mean {@code <=} and {@code >=}, as dpkg has
 * it. Line feeds count as spaces.
 */
public final class Relations {
  private final String text;
  private int at;

  private Relations(String text) {
    this.text = text;
  }

  /**
   * The groups of a field, all of which are asked for; of the alternatives in a group one is
   * enough. An empty text has no groups.
   *
   * @throws InvalidInput if the text is no relation field, with the place counted from 1
   */
  public static List<List<Relation>> parse(String text) {
    Relations scan = new Relations(text);
    scan.skipSpace();
    if (scan.at == text.length()) {
      return List.of();
    }
    List<List<Relation>> groups = new ArrayList<>(estimate(text));
    do {
      groups.add(scan.group());
    } while (scan.accept(','));
    if (scan.at < text.length()) {
      throw scan.fault("',' or '|' expected");
    }
    return List.copyOf(groups);
  }

  private static int estimate(String text) {
    int commas = 1;
    for (int i = text.indexOf(','); i >= 0; i = text.indexOf(',', i + 1)) {
      commas++;
    }
    return commas;
  }

  private List<Relation> group() {
    Relation first = relation();
    if (!accept('|')) {
      return List.of(first);
    }
    List<Relation> alternatives = new ArrayList<>(3);
    alternatives.add(first);
    do {
      alternatives.add(relation());
    } while (accept('|'));
    return List.copyOf(alternatives);
  }

  private Relation relation() {
    skipSpace();
    PackageName name = new PackageName(word("a package name"));
    String qualifier = "";
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      qualifier = word("an architecture");
    }
    skipSpace();
    Constraint constraint = accept('(') ? constraint() : null;
    List<String> architectures = accept('[') ? words(']', "an architecture") : List.of();
    return new Relation(name, qualifier, constraint, architectures, profiles());
  }

  private List<List<String>> profiles() {
    if (at >= text.length() || text.charAt(at) != '<') {
      return List.of();
    }
    List<List<String>> profiles = new ArrayList<>();
    while (accept('<')) {
      profiles.add(words('>', "a profile"));
    }
    return profiles;
  }

  private Constraint constraint() {
    Operator operator = operator();
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) != ')' && !isSpace(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw fault("a version expected");
    }
    DebVersion version = DebVersion.parse(text.substring(start, at));
    skipSpace();
    expect(')');
    return new Constraint(operator, version);
  }

  private Operator operator() {
    skipSpace();
    char first = at < text.length() ? text.charAt(at) : ' ';
    char second = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    Operator operator = operator(first, second);
    if (operator == null) {
      throw fault("an operator expected");
    }
    at += second == '<' || second == '>' || second == '=' ? 2 : 1;
    return operator;
  }

  private static @Nullable Operator operator(char first, char second) {
    return switch (first) {
      case '<' ->
          switch (second) {
            case '<' -> Operator.EARLIER;
            case '>' -> null;
            default -> Operator.EARLIER_OR_EQUAL;
          };
      case '>' ->
          switch (second) {
            case '>' -> Operator.LATER;
            case '<' -> null;
            default -> Operator.LATER_OR_EQUAL;
          };
      case '=' -> second == '=' || second == '<' || second == '>' ? null : Operator.EQUAL;
      default -> null;
    };
  }

  private List<String> words(char close, String what) {
    List<String> words = new ArrayList<>();
    skipSpace();
    do {
      words.add(word(what));
      skipSpace();
    } while (at < text.length() && text.charAt(at) != close);
    expect(close);
    return words;
  }

  private String word(String what) {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw fault(what + " expected");
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == '_'
        || c == '!'
        || c == '~';
  }

  private boolean accept(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw fault("'" + c + "' expected");
    }
    skipSpace();
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private InvalidInput fault(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new InvalidInput(
        "cannot read relation \""
            + excerpt()
            + "\" at character "
            + (at + 1)
            + ": "
            + expected
            + ", not "
            + found);
  }

  private String excerpt() {
    return text.length() <= 80
        ? text
        : text.substring(
            Math.max(0, Math.min(at - 40, text.length() - 80)),
            Math.min(text.length(), Math.max(80, at + 40)));
  }
}
