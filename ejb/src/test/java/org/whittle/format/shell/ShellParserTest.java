package org.whittle.format.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.format.shell.ShellNode.Redirect;

class ShellParserTest {
  private static String dump(ShellNode node) {
    return switch (node) {
      case ShellNode.Simple s -> s.firstLine() + ":" + simple(s);
      case ShellNode.Pipeline p -> (p.negated() ? "not " : "") + "pipe" + all(p.commands());
      case ShellNode.Both b -> (b.and() ? "and" : "or") + all(b.first(), b.second());
      case ShellNode.Sequence s -> "all" + all(s.commands());
      case ShellNode.If i -> "if" + all(i.condition(), i.then(), i.otherwise());
      case ShellNode.Case c ->
          "case "
              + word(c.subject())
              + c.arms().stream()
                  .map(
                      a ->
                          " ["
                              + a.patterns().stream()
                                  .map(ShellParserTest::word)
                                  .collect(Collectors.joining("|"))
                              + "]"
                              + dump(a.body()))
                  .collect(Collectors.joining());
      case ShellNode.For f ->
          "for "
              + f.name()
              + " in "
              + f.words()
                  .map(w -> w.stream().map(ShellParserTest::word).collect(Collectors.joining(" ")))
                  .orElse("arguments")
              + all(f.body());
      case ShellNode.Loop l -> "while" + all(l.condition(), l.body());
      case ShellNode.Function f -> "function " + f.name() + all(f.body());
      case ShellNode.Apart a ->
          "apart"
              + all(a.body())
              + a.redirects().stream().map(ShellParserTest::redirect).collect(Collectors.joining());
    };
  }

  private static String simple(ShellNode.Simple s) {
    return Stream.of(
            s.assignments().stream().map(a -> a.name() + "=" + word(a.value())),
            s.words().stream().map(ShellParserTest::word),
            s.redirects().stream().map(ShellParserTest::redirect))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  private static String redirect(Redirect r) {
    return r.descriptor()
        + r.operator()
        + word(r.target())
        + r.here()
            .map(h -> (h.expanded() ? "{" : "'{") + h.text().replace("\n", "/") + "}")
            .orElse("");
  }

  /** Quoted text in quotation marks, variables in angle brackets, what is opaque as a question. */
  private static String word(ShellWord word) {
    return word.parts().stream()
        .map(
            part ->
                switch (part) {
                  case ShellWord.Text t -> t.quoted() ? "'" + t.value() + "'" : t.value();
                  case ShellWord.Parameter p ->
                      "<"
                          + p.name()
                          + p.fallback().map(f -> ":-" + f).orElse("")
                          + (p.quoted() ? "\">" : ">");
                  case ShellWord.Opaque o -> "?";
                })
        .collect(Collectors.joining());
  }

  private static String all(Iterable<ShellNode> nodes) {
    StringBuilder text = new StringBuilder("(");
    nodes.forEach(n -> text.append(text.length() > 1 ? ", " : "").append(dump(n)));
    return text.append(')').toString();
  }

  private static String all(ShellNode... nodes) {
    return all(java.util.List.of(nodes));
  }

  static Stream<Arguments> scripts() {
    return Stream.of(
        Arguments.of("a 'b c' \"d $e\" f\\ g # h", "1:a 'b c' 'd '<e\"> f' 'g"),
        Arguments.of("a \\\n b\n\nc", "all(1:a b, 4:c)"),
        Arguments.of("X=1 Y=\"$Z\" a B=c", "1:X=1 Y=<Z\"> a B=c"),
        Arguments.of("a ${b} ${c:-d} ${e#f} $(g `h` \")\") $((1+2)) `i`", "1:a <b> <c:-d> ? ? ? ?"),
        Arguments.of(
            "a && b || c; ! d | e &", "all(or(and(1:a, 1:b), 1:c), apart(not pipe(1:d, 1:e)))"),
        Arguments.of("a 2>&1 >/x 3<y 7<>z", "1:a 2>&1 >/x 3<y 7<>z"),
        Arguments.of("a <<X <<-'Y'\n$b\nX\n\tc\n\tY\nd", "all(1:a <<X{$b/} <<-'Y''{c/}, 6:d)"),
        Arguments.of("if a; then b; elif c; then d; else e; fi", "if(1:a, 1:b, if(1:c, 1:d, 1:e))"),
        Arguments.of("case \"$1\" in\n a|b) c ;;\n (*) d\nesac", "case <1\"> [a|b]2:c [*]3:d"),
        Arguments.of("for i in a $b; do c; done", "for i in a <b>(1:c)"),
        Arguments.of("for i\ndo c\ndone", "for i in arguments(2:c)"),
        Arguments.of("while a; do b; done <x", "apart(while(1:a, 1:b))<x"),
        Arguments.of("f() {\n a\n}\ng ()\n(b)", "all(function f(2:a), function g(apart(5:b)))"),
        Arguments.of("{ a; } >x", "apart(1:a)>x"),
        Arguments.of("echo if then } fi", "1:echo if then } fi"),
        Arguments.of("a \"b\nc\"\nd", "all(1:a 'b\nc', 3:d)"),
        Arguments.of("a $(b \\\n c)\nd \"e\\\nf\"\ng", "all(1:a ?, 3:d 'ef', 5:g)"),
        Arguments.of("", "all()"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptIsReadAsItsGrammarSays(String script, String expected) {
    assertEquals(expected, ShellParser.parse(script).map(ShellParserTest::dump).orElse("nothing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if a; then b", "a )", "a 'b", "a \"b", "a $(b", "a `b", "a ${b", "case a in b",
            "for i in a; b",
        "a <<X\nb", "a <(b)", "x=(a b)", "function f { a; }", "a &&", "| a", "done", "a >", "a\\"
      })
  void whatIsNotUnderstoodToItsEndIsNothing(String script) {
    assertEquals(Optional.empty(), ShellParser.parse(script));
  }

  @Test
  void deepNestingIsRefused() {
    for (String open : new String[] {"(", "{ ", "if a; then ", "a $(\"", "case a in b) "}) {
      assertEquals(Optional.empty(), ShellParser.parse(open.repeat(5000)), open);
    }
    assertEquals(
        Optional.empty(),
        ShellParser.parse("if a; then b; " + "elif c; then d; ".repeat(9000) + "fi"));
  }

  @Test
  void anyTextComesToAnEnd() {
    Random random = new Random(7);
    String[] pieces = {
      "if", "then", "fi", "case", "in", "esac", "do", "done", "for", " ", "\n", ";", ";;", "&&",
      "|", "(", ")", "{", "}", "'", "\"", "`", "$", "$(", "${", "<<X", "X", ">", "2", "\\", "=",
      "#", "a"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder script = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        script.append(pieces[random.nextInt(pieces.length)]);
      }
      assertTrue(ShellParser.parse(script.toString()) != null, script.toString());
    }
  }
}
