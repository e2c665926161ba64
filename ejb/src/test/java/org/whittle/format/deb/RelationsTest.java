package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.format.deb.Relation.Constraint;
import org.whittle.format.deb.Relation.Operator;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

class RelationsTest {
  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiter = ';',
      value = {
        "libc6;libc6",
        "libc6 (>= 2.36);libc6 (>= 2.36)",
        "'libc6(>=2.36),zlib1g( << 1:1.3 )';'libc6 (>= 2.36), zlib1g (<< 1:1.3)'",
        "'perl:any, python3:native (= 3.11.2-1+b1)';'perl:any, python3:native (= 3.11.2-1+b1)'",
        "a|b (<= 1)|c, d;a | b (<= 1) | c, d",
        "a (< 1), b (> 1);a (<= 1), b (>= 1)",
        "'  a  (>> 1)  |\n b ,\tc ';'a (>> 1) | b, c'",
        "a [amd64 !i386] <!nocheck> <cross stage1>;a [amd64 !i386] <!nocheck> <cross stage1>",
        "a (= 1) [linux-any] <x>;a (= 1) [linux-any] <x>",
        "libstdc++6, g++-12, 0ad, Foo_x.y;libstdc++6, g++-12, 0ad, Foo_x.y",
      })
  void fieldsAreReadAsGroupsOfAlternatives(String text, String expected) {
    assertEquals(expected, write(Relations.parse(text)));
    assertEquals(expected, write(Relations.parse(expected)));
  }

  @Test
  void theEmptyFieldHasNoGroups() {
    assertEquals(List.of(), Relations.parse(""));
    assertEquals(List.of(), Relations.parse(" \n "));
  }

  @Test
  void partsOfARelationAreTyped() {
    Relation relation = Relations.parse("a:any (>= 1:2-3)").getFirst().getFirst();

    assertEquals(new PackageName("a"), relation.name());
    assertEquals("any", relation.qualifier());
    assertEquals(
        new Constraint(Operator.LATER_OR_EQUAL, DebVersion.parse("1:2-3")),
        relation.constraint().orElseThrow());
    assertTrue(Relations.parse("a").getFirst().getFirst().constraint().isEmpty());
  }

  @ParameterizedTest(name = "{0} admits {1}: {2}")
  @CsvSource({
    "<<, '1~,', '1,2'",
    "<=, '1~,1,', 2",
    "=, 1, '1~,2'",
    ">=, '1,2', 1~",
    ">>, 2, '1~,1'",
  })
  void constraintsAdmitVersionsByAge(String operator, String admitted, String refused) {
    Constraint one =
        Relations.parse("a (" + operator + " 1)").getFirst().getFirst().constraint().orElseThrow();

    for (String version : admitted.split(",")) {
      assertTrue(one.admits(DebVersion.parse(version)), version);
    }
    for (String version : refused.split(",")) {
      assertTrue(!one.admits(DebVersion.parse(version)), version);
    }
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiter = ';',
      value = {
        "'a,';cannot read relation \"a,\" at character 3: a package name expected, not the end",
        "',a';cannot read relation \",a\" at character 1: a package name expected, not ','",
        "'a,,b';'cannot read relation \"a,,b\" at character 3: a package name expected, not '','''",
        "a ||b;cannot read relation \"a ||b\" at character 4: a package name expected, not '|'",
        "a b;cannot read relation \"a b\" at character 3: ',' or '|' expected, not 'b'",
        "a:;cannot read relation \"a:\" at character 3: an architecture expected, not the end",
        "a (1);cannot read relation \"a (1)\" at character 4: an operator expected, not '1'",
        "a (<> 1);cannot read relation \"a (<> 1)\" at character 4: an operator expected, not '<'",
        "a (>< 1);cannot read relation \"a (>< 1)\" at character 4: an operator expected, not '>'",
        "a (== 1);cannot read relation \"a (== 1)\" at character 4: an operator expected, not '='",
        "a (;cannot read relation \"a (\" at character 4: an operator expected, not the end",
        "a (>= );cannot read relation \"a (>= )\" at character 7: a version expected, not ')'",
        "a (>= 1;cannot read relation \"a (>= 1\" at character 8: ')' expected, not the end",
        "a (>= 1 2);cannot read relation \"a (>= 1 2)\" at character 9: ')' expected, not '2'",
        "a (>= 1_2);cannot read Debian version \"1_2\": character '_' is not allowed",
        "a [];cannot read relation \"a []\" at character 4: an architecture expected, not ']'",
        "a [b;cannot read relation \"a [b\" at character 5: ']' expected, not the end",
        "a <;cannot read relation \"a <\" at character 4: a profile expected, not the end",
        "${x};cannot read relation \"${x}\" at character 1: a package name expected, not '$'",
      })
  void wrongFieldsAreRefusedWithThePlace(String text, String message) {
    assertEquals(
        message, assertThrows(InvalidInput.class, () -> Relations.parse(text)).getMessage());
  }

  @Test
  void messagesQuoteOnlyTheNeighbourhoodOfAFaultInALongField() {
    String text = "abcdefgh, ".repeat(100) + "x y";

    String message = assertThrows(InvalidInput.class, () -> Relations.parse(text)).getMessage();

    assertEquals(
        "cannot read relation \""
            + text.substring(text.length() - 80)
            + "\" at character 1003: ',' or '|' expected, not 'y'",
        message);
  }

  private static String write(List<List<Relation>> groups) {
    return groups.stream()
        .map(group -> group.stream().map(Relation::toString).collect(Collectors.joining(" | ")))
        .collect(Collectors.joining(", "));
  }
}
