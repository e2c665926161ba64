package org.whittle.format.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.format.shell.ShellLexer.Kind;
import org.whittle.format.shell.ShellLexer.NotUnderstood;
import org.whittle.format.shell.ShellLexer.Token;
import org.whittle.format.shell.ShellNode.Redirect;

/** Reads a script as its grammar says (POSIX.1-2017, Shell Command Language, 2.10). */
public final class ShellParser {
  private static final int MAX_SCRIPT = 1 << 18;
  private static final int MAX_DEPTH = 100;
  private static final Set<String> CLOSING =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
  private static final Set<String> REDIRECTIONS =
      Set.of("<", ">", ">>", "<<", "<<-", "<>", "<&", ">&", ">|");
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=");

  private final String source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private ShellParser(String source) {
    this.source = source;
    this.tokens = ShellLexer.tokens(source);
  }

  /** The commands of a script; empty if it is not understood to its end. */
  public static Optional<ShellNode> parse(String script) {
    if (script.length() > MAX_SCRIPT) {
      return Optional.empty();
    }
    try {
      ShellParser parser = new ShellParser(script);
      ShellNode all = parser.list();
      return parser.peek().kind() == Kind.END ? Optional.of(all) : Optional.empty();
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** The token, behind which reading goes on; the end is never passed. */
  private Token next() {
    Token token = peek();
    at += token.kind() == Kind.END ? 0 : 1;
    return token;
  }

  private boolean isOperator(String text) {
    return peek().kind() == Kind.OPERATOR && peek().text().equals(text);
  }

  private boolean isReserved(String text) {
    return peek().kind() == Kind.WORD && peek().text().equals(text);
  }

  private boolean take(String operator) {
    boolean there = isOperator(operator);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String reserved) {
    if (!isReserved(reserved)) {
      throw new NotUnderstood(reserved + " expected");
    }
    at++;
  }

  private void newlines() {
    while (peek().kind() == Kind.NEWLINE) {
      at++;
    }
  }

  /** Commands up to a word that closes, an unbalanced bracket, {@code ;;} or the end. */
  private ShellNode list() {
    List<ShellNode> all = new ArrayList<>();
    while (true) {
      while (peek().kind() == Kind.NEWLINE || isOperator(";")) {
        at++;
      }
      boolean closed = peek().kind() == Kind.WORD && CLOSING.contains(peek().text());
      if (peek().kind() == Kind.END || closed || isOperator(")") || isOperator(";;")) {
        return all.size() == 1 ? all.getFirst() : new ShellNode.Sequence(all);
      }
      ShellNode next = andOr();
      all.add(take("&") ? new ShellNode.Apart(next, List.of()) : next);
    }
  }

  private ShellNode andOr() {
    ShellNode first = pipeline();
    while (isOperator("&&") || isOperator("||")) {
      boolean and = isOperator("&&");
      at++;
      newlines();
      first = new ShellNode.Both(first, and, pipeline());
    }
    return first;
  }

  private ShellNode pipeline() {
    boolean negated = isReserved("!");
    at += negated ? 1 : 0;
    List<ShellNode> all = new ArrayList<>(List.of(command()));
    while (take("|")) {
      newlines();
      all.add(command());
    }
    return all.size() == 1 && !negated ? all.getFirst() : new ShellNode.Pipeline(all, negated);
  }

  private ShellNode command() {
    deeper();
    ShellNode command = compound().map(this::redirected).orElseGet(this::simple);
    depth--;
    return command;
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw new NotUnderstood("nested too deeply");
    }
  }

  private Optional<ShellNode> compound() {
    if (take("(")) {
      ShellNode body = list();
      if (!take(")")) {
        throw new NotUnderstood(") expected");
      }
      return Optional.of(new ShellNode.Apart(body, List.of()));
    }
    if (peek().kind() != Kind.WORD) {
      return Optional.empty();
    }
    return switch (peek().text()) {
      case "{" -> Optional.of(enclosed("{", "}"));
      case "if" -> Optional.of(conditional("if"));
      case "while", "until" -> {
        at++;
        ShellNode condition = list();
        yield Optional.of(new ShellNode.Loop(condition, enclosed("do", "done")));
      }
      case "for" -> Optional.of(loop());
      case "case" -> Optional.of(choice());
      case "function", "select", "coproc" -> throw new NotUnderstood(peek().text());
      default -> Optional.empty();
    };
  }

  private ShellNode enclosed(String open, String close) {
    expect(open);
    ShellNode body = list();
    expect(close);
    return body;
  }

  private ShellNode conditional(String word) {
    expect(word);
    ShellNode condition = list();
    expect("then");
    ShellNode then = list();
    ShellNode otherwise = new ShellNode.Sequence(List.of());
    if (isReserved("elif")) {
      deeper();
      ShellNode next = conditional("elif");
      depth--;
      return new ShellNode.If(condition, then, next);
    }
    if (isReserved("else")) {
      at++;
      otherwise = list();
    }
    expect("fi");
    return new ShellNode.If(condition, then, otherwise);
  }

  private ShellNode loop() {
    expect("for");
    String name = next().text();
    newlines();
    Optional<List<ShellWord>> words = Optional.empty();
    if (isReserved("in")) {
      at++;
      List<ShellWord> read = new ArrayList<>();
      while (peek().kind() == Kind.WORD) {
        read.add(next().word());
      }
      words = Optional.of(List.copyOf(read));
    }
    take(";");
    newlines();
    return new ShellNode.For(name, words, enclosed("do", "done"));
  }

  private ShellNode choice() {
    expect("case");
    ShellWord subject = next().word();
    newlines();
    expect("in");
    newlines();
    List<ShellNode.Arm> arms = new ArrayList<>();
    while (!isReserved("esac")) {
      take("(");
      List<ShellWord> patterns = new ArrayList<>();
      do {
        if (peek().kind() != Kind.WORD) {
          throw new NotUnderstood("a pattern expected");
        }
        patterns.add(next().word());
      } while (take("|"));
      if (!take(")")) {
        throw new NotUnderstood(") expected");
      }
      arms.add(new ShellNode.Arm(patterns, list()));
      take(";;");
      newlines();
    }
    at++;
    return new ShellNode.Case(subject, arms);
  }

  private ShellNode redirected(ShellNode body) {
    List<Redirect> redirects = new ArrayList<>();
    while (isRedirect()) {
      redirects.add(redirect());
    }
    return redirects.isEmpty() ? body : new ShellNode.Apart(body, redirects);
  }

  private boolean isRedirect() {
    int operator = at + (isDescriptor() ? 1 : 0);
    return tokens.get(operator).kind() == Kind.OPERATOR
        && REDIRECTIONS.contains(tokens.get(operator).text());
  }

  /** A number directly before a redirection. */
  private boolean isDescriptor() {
    Token token = peek();
    return token.kind() == Kind.WORD
        && token.text().matches("\\d")
        && at + 1 < tokens.size()
        && tokens.get(at + 1).from() == token.to();
  }

  private Redirect redirect() {
    String descriptor = isDescriptor() ? next().text() : "";
    String operator = next().text();
    Token target = next();
    if (target.kind() != Kind.WORD) {
      throw new NotUnderstood("a file expected");
    }
    return new Redirect(descriptor, operator, target.word(), target.here(), target.firstLine());
  }

  private ShellNode simple() {
    int start = at;
    List<ShellNode.Assignment> assignments = new ArrayList<>();
    List<ShellWord> words = new ArrayList<>();
    List<Redirect> redirects = new ArrayList<>();
    while (true) {
      if (isRedirect()) {
        redirects.add(redirect());
      } else if (peek().kind() != Kind.WORD) {
        break;
      } else {
        ShellWord word = next().word();
        Optional<ShellNode.Assignment> assignment =
            words.isEmpty() ? assignment(word) : Optional.empty();
        assignment.ifPresentOrElse(assignments::add, () -> words.add(word));
      }
    }
    if (at == start) {
      throw new NotUnderstood("a command expected");
    }
    if (isOperator("(")) {
      return function(start, words);
    }
    Token first = tokens.get(start);
    Token last = tokens.get(at - 1);
    return new ShellNode.Simple(
        first.from(),
        first.firstLine(),
        last.lastLine(),
        source.substring(first.from(), last.to()),
        assignments,
        words,
        redirects);
  }

  private ShellNode function(int start, List<ShellWord> words) {
    at++;
    if (at != start + 2 || words.size() != 1 || !take(")")) {
      throw new NotUnderstood("a bracket where none may be");
    }
    newlines();
    return new ShellNode.Function(words.getFirst().raw(), command());
  }

  private static Optional<ShellNode.Assignment> assignment(ShellWord word) {
    Matcher m = ASSIGNMENT.matcher(word.raw());
    if (!m.lookingAt() || !(word.parts().getFirst() instanceof ShellWord.Text start)) {
      return Optional.empty();
    }
    List<ShellWord.Part> parts = new ArrayList<>(word.parts());
    parts.set(0, new ShellWord.Text(start.value().substring(m.end()), false));
    return Optional.of(
        new ShellNode.Assignment(m.group(1), new ShellWord(word.raw().substring(m.end()), parts)));
  }
}
