package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShellCommandsTest {
  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("if [ -x /a ] && b c; then", "[ -x /a ]|b c"),
        arguments("a | b 'x | y' || { c; }", "a|b 'x | y'|c"),
        arguments("while ! read x; do", "read x"),
        arguments("(a && b)", "a|b"),
        arguments("x >/dev/null 2>&1 & y", "x >/dev/null 2>&1|y"),
        arguments("a $(b | c; d) ; e ;;", "a $(b | c; d)|e"),
        arguments("a \\; b # not; this", "a \\; b"),
        arguments("elif \"$x\" ; then", "\"$x\""),
        arguments("fi", ""));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineIsTakenApart(String line, String commands) {
    assertEquals(commands, String.join("|", ShellCommands.of(line)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "sed -e 1d </etc/a >>/etc/b, true",
        "cat /etc/a > /etc/b, true",
        "grep -q '>' /etc/a, false",
        "grep x /etc/a >/dev/null 2>&1, false",
        "cat <<EOF >&2, false",
        "sed -n 'goes on, true",
      })
  void itIsToldWhetherACommandWrites(String command, boolean writes) {
    assertEquals(writes, ShellCommands.writes(command));
  }
}
