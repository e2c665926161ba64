package org.whittle.format.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a script apart into tokens (POSIX.1-2017, Shell Command Language, 2.3). */
final class ShellLexer {
  private static final int MAX_NESTED = 50;
  private static final Pattern OPERATOR =
      Pattern.compile("&&|\\|\\||;;|<<-|<<|<>|>>|<&|>&|>\\||[;&|<>()]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*|[0-9@*#?$!-]");
  private static final Pattern BRACED =
      Pattern.compile("\\{([A-Za-z_]\\w*|[0-9@*])(?::-([\\w./:@+-]*))?}");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Integer> hereDocuments = new ArrayList<>();
  private int at;
  private int line = 1;
  private int nested;

  /** What a token is. */
  enum Kind {
    WORD,
    OPERATOR,
    NEWLINE,
    END
  }

  /**
   * A token.
   *
   * @param text an operator, or a word as written
   * @param from where it begins
   * @param to behind its end
   */
  record Token(
      Kind kind,
      String text,
      ShellWord word,
      int from,
      int to,
      int firstLine,
      int lastLine,
      Optional<ShellNode.Here> here) {}

  /** The text is no script that this reader understands. */
  static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotUnderstood(String what) {
      super(what, null, false, false);
    }
  }

  private ShellLexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    ShellLexer lexer = new ShellLexer(source);
    while (lexer.next()) {}
    lexer.add(Kind.END, "", new ShellWord("", List.of()), lexer.at, lexer.line);
    return lexer.tokens;
  }

  private boolean next() {
    while (at < source.length() && isBlank()) {
      at++;
    }
    if (at >= source.length()) {
      return false;
    }
    char c = source.charAt(at);
    int from = at;
    int first = line;
    if (c == '#') {
      while (at < source.length() && source.charAt(at) != '\n') {
        at++;
      }
    } else if (c == '\n') {
      at++;
      line++;
      add(Kind.NEWLINE, "\n", new ShellWord("\n", List.of()), from, first);
      readHereDocuments();
    } else if (!operator()) {
      ShellWord word = word();
      add(Kind.WORD, word.raw(), word, from, first);
      awaitHereDocument();
    }
    return true;
  }

  /** Also a newline behind a backslash, which joins lines. */
  private boolean isBlank() {
    char c = source.charAt(at);
    if (c == '\\' && source.startsWith("\n", at + 1)) {
      line++;
      at++;
      return true;
    }
    return c == ' ' || c == '\t' || c == '\r';
  }

  private boolean operator() {
    Matcher m = OPERATOR.matcher(source).region(at, source.length());
    if (!m.lookingAt()) {
      return false;
    }
    int from = at;
    at = m.end();
    add(Kind.OPERATOR, m.group(), new ShellWord(m.group(), List.of()), from, line);
    return true;
  }

  private void add(Kind kind, String text, ShellWord word, int from, int firstLine) {
    tokens.add(new Token(kind, text, word, from, at, firstLine, line, Optional.empty()));
  }

  private void awaitHereDocument() {
    int last = tokens.size() - 1;
    if (last > 0
        && tokens.get(last - 1).text().startsWith("<<")
        && tokens.get(last - 1).kind() == Kind.OPERATOR) {
      hereDocuments.add(last);
    }
  }

  private void readHereDocuments() {
    for (int index : hereDocuments) {
      Token token = tokens.get(index);
      boolean tabs = tokens.get(index - 1).text().equals("<<-");
      String end = token.word().literal().orElseThrow(() -> new NotUnderstood("here-document"));
      StringBuilder text = new StringBuilder();
      while (true) {
        if (at >= source.length()) {
          throw new NotUnderstood("here-document without its end");
        }
        int newline = source.indexOf('\n', at);
        int stop = newline < 0 ? source.length() : newline;
        String read = source.substring(at, stop);
        at = Math.min(source.length(), stop + 1);
        line++;
        String bare = tabs ? read.replaceFirst("^\t+", "") : read;
        if (bare.equals(end)) {
          break;
        }
        text.append(bare).append('\n');
      }
      boolean expanded = token.text().equals(end);
      tokens.set(
          index,
          new Token(
              token.kind(),
              token.text(),
              token.word(),
              token.from(),
              token.to(),
              token.firstLine(),
              token.lastLine(),
              Optional.of(new ShellNode.Here(text.toString(), expanded))));
    }
    hereDocuments.clear();
  }

  private ShellWord word() {
    int from = at;
    List<ShellWord.Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (at < source.length()) {
      char c = source.charAt(at);
      if (Character.isWhitespace(c) || ";&|<>()".indexOf(c) >= 0) {
        break;
      }
      if (c == '\\' || c == '\'' || c == '"' || c == '$' || c == '`') {
        flush(parts, text, false);
        special(parts, c);
      } else {
        text.append(c);
        at++;
      }
    }
    flush(parts, text, false);
    return new ShellWord(source.substring(from, at), parts);
  }

  private void special(List<ShellWord.Part> parts, char c) {
    switch (c) {
      case '\\' -> escaped(parts);
      case '\'' -> {
        int end = source.indexOf('\'', at + 1);
        parts.add(new ShellWord.Text(skipTo(end, "'").substring(1), true));
        at++;
      }
      case '"' -> doubleQuoted(parts);
      default -> parameter(parts, false);
    }
  }

  private void escaped(List<ShellWord.Part> parts) {
    if (at + 1 >= source.length()) {
      throw new NotUnderstood("the last backslash");
    }
    char c = source.charAt(at + 1);
    at += 2;
    if (c == '\n') {
      line++;
    } else {
      parts.add(new ShellWord.Text(String.valueOf(c), true));
    }
  }

  private static void flush(List<ShellWord.Part> parts, StringBuilder text, boolean quoted) {
    if (!text.isEmpty()) {
      parts.add(new ShellWord.Text(text.toString(), quoted));
      text.setLength(0);
    }
  }

  private void doubleQuoted(List<ShellWord.Part> parts) {
    StringBuilder text = new StringBuilder();
    int before = parts.size();
    at++;
    while (true) {
      if (at >= source.length()) {
        throw new NotUnderstood("a quotation mark without its other");
      }
      char c = source.charAt(at);
      if (c == '"') {
        break;
      }
      if (c == '$' || c == '`') {
        flush(parts, text, true);
        parameter(parts, true);
        continue;
      }
      if (c == '\\' && at + 1 < source.length() && "$`\"\\\n".indexOf(source.charAt(at + 1)) >= 0) {
        at++;
        c = source.charAt(at);
        if (c == '\n') {
          line++;
          at++;
          continue;
        }
      }
      line += c == '\n' ? 1 : 0;
      text.append(c);
      at++;
    }
    at++;
    if (parts.size() == before && text.isEmpty()) {
      parts.add(new ShellWord.Text("", true));
    }
    flush(parts, text, true);
  }

  private void parameter(List<ShellWord.Part> parts, boolean quoted) {
    if (source.charAt(at) == '`') {
      skipTo(source.indexOf('`', at + 1), "`");
      at++;
      parts.add(new ShellWord.Opaque(quoted));
      return;
    }
    Matcher braced = BRACED.matcher(source).region(at + 1, source.length());
    Matcher name = NAME.matcher(source).region(at + 1, source.length());
    if (braced.lookingAt()) {
      at = braced.end();
      parts.add(
          new ShellWord.Parameter(braced.group(1), quoted, Optional.ofNullable(braced.group(2))));
    } else if (name.lookingAt()) {
      at = name.end();
      parts.add(new ShellWord.Parameter(name.group(), quoted, Optional.empty()));
    } else if (source.startsWith("(", at + 1)) {
      at++;
      balanced('(', ')');
      parts.add(new ShellWord.Opaque(quoted));
    } else if (source.startsWith("{", at + 1)) {
      at++;
      balanced('{', '}');
      parts.add(new ShellWord.Opaque(quoted));
    } else {
      at++;
      parts.add(new ShellWord.Text("$", quoted));
    }
  }

  /** Passes over what is between brackets, quotations and all. */
  private void balanced(char open, char close) {
    if (++nested > MAX_NESTED) {
      throw new NotUnderstood("nested too deeply");
    }
    int depth = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\') {
        at++;
        line += source.startsWith("\n", at) ? 1 : 0;
      } else if (c == '\'' && close == ')') {
        skipTo(source.indexOf('\'', at + 1), "'");
      } else if (c == '"') {
        doubleQuoted(new ArrayList<>());
        continue;
      } else if (c == '\n') {
        line++;
      }
      depth += c == open ? 1 : c == close ? -1 : 0;
      at++;
      if (depth == 0) {
        nested--;
        return;
      }
    }
    throw new NotUnderstood("a bracket without its other");
  }

  /** What lies before the place; reading goes on there. */
  private String skipTo(int end, String what) {
    if (end < 0) {
      throw new NotUnderstood(what + " without its other");
    }
    String text = source.substring(at, end);
    line += (int) text.chars().filter(c -> c == '\n').count();
    at = end;
    return text;
  }
}
