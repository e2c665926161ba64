package org.whittle.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Unavailable;

class RuleParserTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("whittle.root")).resolve("config/rules");

  private static List<String> problems(String text) {
    return RuleParser.parse("r.yaml", text).problems().stream().map(Problem::toString).toList();
  }

  private static String setProblem(String text) {
    ParsedRules parsed = RuleParser.parse("r.yaml", text);
    assertEquals(List.of(), parsed.problems());
    return assertThrows(InvalidInput.class, () -> RuleSet.of(List.of(parsed))).getMessage();
  }

  @Test
  void aSliceSaysWhenItIsTakenAndWhatItDoes() {
    ParsedRules parsed =
        RuleParser.parse(
            "r.yaml",
            """
            packages:
              redis-server:
                slices:
                  server:
                    when: root
                    files: [/usr/bin/redis-server]
                    needs: redis-tools/state
            """);
    assertEquals(List.of(), parsed.problems());
    Slice slice = parsed.file().packages().getFirst().slices().getFirst();
    assertEquals("redis-server/server", slice.name().toString());
    assertEquals("r.yaml:4:7", slice.at().toString());
    assertEquals(Optional.of(When.root(new PackageName("redis-server"))), slice.when());
    assertEquals("r.yaml:6:17", slice.part().keep().getFirst().at().toString());
    assertEquals("redis-tools/state", slice.part().needs().getFirst().slice().toString());
  }

  @Test
  void filesAreJoinedToATextOrAKeyStore() {
    String rules =
        """
        rules:
          - name: one file
            when: always
            join: [{path: /a, files: /b/*}, {path: /c, files: /d/*, as: java-keystore}]
        """;

    List<Part.Join> joins =
        RuleParser.parse("r.yaml", rules).file().rules().getFirst().part().joins();

    assertEquals(
        List.of(Part.Form.TEXT, Part.Form.JAVA_KEYSTORE),
        joins.stream().map(Part.Join::form).toList());
    assertEquals(
        List.of("r.yaml:4:65: cannot join as \"zip\": \"text\" or \"java-keystore\" is expected"),
        problems(rules.replace("java-keystore", "zip")));
  }

  @Test
  void allProblemsAreFoundWithTheirPlaces() {
    assertEquals(
        List.of(
            "r.yaml:2:3: cannot use \"X\" as the name of a user or group: 1 to 32 of a-z, 0-9, _"
                + " and - are expected",
            "r.yaml:2:12: cannot use \"-1\" as the number of a user or group",
            "r.yaml:4:3: cannot use package name \"a|b\": character '|' is not allowed",
            "r.yaml:9:15: cannot use condition \"sometimes\": always, root, used or a mapping is"
                + " expected",
            "r.yaml:10:17: cannot use path \"usr/bin\": it is not absolute",
            "r.yaml:10:26: cannot use path \"/a/../b\": it leaves the root",
            "r.yaml:11:16: cannot use slice \"nowhere\": it is not written as package/slice",
            "r.yaml:12:38: cannot use mode \"9\": it is not octal, such as 0755",
            "r.yaml:13:9: cannot use key \"fiels\": it is unknown"),
        problems(
            """
            users:
              X: {uid: -1}
            packages:
              "a|b": {}
              p:
                slices:
                  ok: {}
                  bad:
                    when: sometimes
                    files: [usr/bin, /a/../b]
                    needs: nowhere
                    directory: [{path: /x, mode: "9"}]
                    fiels: []
            """));
  }

  @Test
  void whatIsMissingOrOfTheWrongKindIsSaid() {
    assertEquals(
        List.of("r.yaml:1:1: cannot read a rule file: a mapping is expected"), problems("- x"));
    assertEquals(
        List.of("r.yaml:1:11: cannot read \"packages\": a mapping is expected"),
        problems("packages: x"));
    assertEquals(
        List.of(
            "r.yaml:2:5: cannot use this: \"name\" is missing",
            "r.yaml:2:5: cannot use this: \"when\" is missing"),
        problems("rules:\n  - keep: /x\n"));
    assertEquals(
        List.of("r.yaml:3:3: cannot use key \"a\": it occurs twice"),
        problems("packages:\n  a: {}\n  a: {}\n"));
    assertEquals(
        List.of("r.yaml:1:44: cannot use this: \"content\" is missing"),
        problems("rules: [{name: n, when: always, create: [ {path: /x}]}]").stream()
            .map(p -> p.replaceFirst(":1:4\\d:", ":1:44:"))
            .toList());
  }

  @Test
  void textThatIsNotYamlIsSaid() {
    List<String> found = problems("a: [1\nb: 2\n");
    assertEquals(1, found.size());
    assertTrue(found.getFirst().startsWith("r.yaml:2:2: cannot read YAML: "), found.getFirst());
  }

  @Test
  void referencesMustLeadSomewhere() {
    assertEquals(
        "cannot use the rules:\nr.yaml:3:26: cannot need slice \"b/y\": it is defined nowhere",
        setProblem("packages:\n  a:\n    slices: {x: {needs: [b/y]}}\n"));
    assertEquals(
        "cannot use the rules:\nr.yaml:3:25: cannot need slice \"a/x\": it needs itself",
        setProblem("packages:\n  a:\n    slices: {x: {needs: a/x}}\n"));
    assertEquals(
        "cannot use the rules:\n"
            + "r.yaml:1:9: cannot define user \"u\": its group \"u\" is defined nowhere",
        setProblem("users: {u: {}}"));
    assertEquals(
        "cannot use the rules:\nr.yaml:4:10: cannot use user \"u\": it is defined nowhere",
        setProblem("rules:\n- name: n\n  when: always\n  users: u\n"));
    assertEquals(
        "cannot use the rules:\nr.yaml:5:10: cannot drop \"/a\": it is kept at r.yaml:4",
        setProblem("rules:\n- name: n\n  when: always\n  keep: /a\n  drop:  /a\n"));
  }

  @Test
  void theSameThingIsNotDefinedTwice() {
    ParsedRules a = RuleParser.parse("a.yaml", "packages: {p: {slices: {}}}");
    ParsedRules b = RuleParser.parse("b.yaml", "packages: {p: {slices: {}}}");
    assertEquals(
        "cannot use the rules:\n"
            + "b.yaml:1:12: cannot define package \"p\": it is already defined at a.yaml:1",
        assertThrows(InvalidInput.class, () -> RuleSet.of(List.of(a, b))).getMessage());
  }

  @Test
  void theShippedRulesAreValid() {
    RuleSet rules = RuleSet.load(SHIPPED);
    assertTrue(rules.covers(new PackageName("nginx")));
    assertEquals(rules.digest(), RuleSet.load(SHIPPED).digest());
    assertNotEquals(RuleSet.EMPTY.digest(), rules.digest());
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Unavailable failure =
        assertThrows(Unavailable.class, () -> RuleSet.load(SHIPPED.resolve("none")));
    assertTrue(failure.getMessage().startsWith("cannot read the rules in "));
  }

  @Property(tries = 500)
  void noTextMakesTheParserFail(@ForAll String text) {
    RuleParser.parse("r.yaml", text);
    RuleParser.parse("r.yaml", "packages: {p: {slices: {s: {when: " + text + "}}}}");
  }
}
