package org.whittle.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule files that cannot be used: each fault with its place and words. */
class BadRulesTest {
  private static String problems(String text) {
    return problems(Map.of("", Map.of("r.yaml", text)));
  }

  /** The problems of layers, of which each has its files. */
  private static String problems(Map<String, Map<String, String>> layers) {
    List<RuleLayer> read =
        layers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(layer -> RuleLayer.of(layer.getKey(), layer.getValue()))
            .toList();
    return RuleSet.problems(read).stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        // Keys
        arguments("rule: []", "r.yaml:1:1: cannot use key \"rule\": it is unknown"),
        arguments(
            "packages: {p: {slice: {}}}", "r.yaml:1:16: cannot use key \"slice\": it is unknown"),
        arguments(
            "packages: {p: {slices: {s: {keep: /a}}}}",
            "r.yaml:1:29: cannot use key \"keep\": it is unknown"),
        arguments(
            "rules: [{name: n, when: {if: x}, keep: /a}]",
            "r.yaml:1:26: cannot use key \"if\": it is unknown"),
        arguments(
            "users: {u: {id: 3}}\ngroups: {u: {}}",
            "r.yaml:1:13: cannot use key \"id\": it is unknown"),
        arguments(
            "rules: [{name: n, when: always, link: [{path: /a, target: /b}]}]",
            """
            r.yaml:1:40: cannot use this: "to" is missing
            r.yaml:1:51: cannot use key "target": it is unknown\
            """),
        // Cycles
        arguments(
            "packages: {p: {slices: {s: {needs: p/s}}}}",
            "r.yaml:1:36: cannot need slice \"p/s\": it needs itself"),
        arguments(
            """
            packages:
              a: {slices: {x: {needs: b/y}}}
              b: {slices: {y: {needs: c/z}}}
              c: {slices: {z: {needs: a/x}}}
            """,
            "r.yaml:4:27: cannot need slice \"a/x\": it needs itself by b/y, c/z"),
        // Contradictions
        arguments(
            "rules: [{name: n, when: always, keep: /a, drop: /a}]",
            "r.yaml:1:49: cannot drop \"/a\": it is kept at r.yaml:1"),
        arguments(
            """
            rules:
              - {name: one, when: {with: p}, keep: /a/**}
              - {name: two, when: {with: p}, drop: /a/**}
            """,
            "r.yaml:3:40: cannot drop \"/a/**\": it is kept at r.yaml:2"),
        arguments(
            """
            rules:
              - {name: one, when: {with: p}, keep: /a}
              - {name: two, when: always, drop: /a}
            """,
            "r.yaml:3:37: cannot drop \"/a\": it is kept at r.yaml:2"),
        arguments(
            """
            packages: {p: {slices: {s: {files: /a}}}}
            rules: [{name: two, when: always, drop: /a}]
            """,
            "r.yaml:2:41: cannot drop \"/a\": it is kept at r.yaml:1"),
        // Paths
        arguments(
            "rules: [{name: n, when: always, keep: [a, /../a, /a//b, /./a]}]",
            """
            r.yaml:1:40: cannot use path "a": it is not absolute
            r.yaml:1:43: cannot use path "/../a": it leaves the root
            r.yaml:1:50: cannot use path "/a//b": it has an empty step
            r.yaml:1:57: cannot use path "/./a": it has an empty step\
            """),
        arguments(
            "rules: [{name: n, when: always, create: [{path: /a/../../b, content: x}]}]",
            "r.yaml:1:49: cannot use path \"/a/../../b\": it leaves the root"),
        arguments(
            "rules: [{name: n, when: always, link: [{path: /a/b, to: ../../c}]}]",
            "r.yaml:1:57: cannot link to \"../../c\": it leaves the root"),
        arguments(
            "rules: [{name: n, when: always, link: [{path: /a/b, to: /../c}]}]",
            "r.yaml:1:57: cannot link to \"/../c\": it leaves the root"),
        arguments(
            "rules: [{name: n, when: always, link: [{path: /a, to: ''}]}]",
            "r.yaml:1:55: cannot link to \"\": it is no path"),
        arguments(
            "users: {u: {home: home/u}}\ngroups: {u: {}}",
            "r.yaml:1:19: cannot use path \"home/u\": it is not absolute"),
        // References and forms
        arguments(
            "rules: [{name: n, when: always, groups: g}]",
            "r.yaml:1:41: cannot use group \"g\": it is defined nowhere"),
        arguments(
            "users: {nobody2: {uid: 99999}}\ngroups: {nobody2: {}}",
            "r.yaml:1:24: cannot use \"99999\" as the number of a user or group"),
        arguments(
            "rules: [{name: n, when: [a]}]",
            "r.yaml:1:25: cannot read \"when\": a mapping is expected"),
        arguments(
            "rules: [{name: n, when: {with: [{}]}}]",
            "r.yaml:1:33: cannot read an element of \"with\": plain text is expected"),
        arguments(
            "rules: [{name: n, when: always, directory: [{path: /a, mode: '99'}]}]",
            "r.yaml:1:62: cannot use mode \"99\": it is not octal, such as 0755"),
        arguments(
            "packages: {p: {effects: [{script: postinst, covers: x, because: y, digest: zz}]}}",
            "r.yaml:1:76: cannot use digest \"zz\": it is not written as 12 hex digits or more"),
        arguments("# nothing yet", ""));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultHasItsPlaceAndWords(String text, String expected) {
    assertEquals(expected, problems(text));
  }

  @Test
  void anExceptionIsNoContradiction() {
    assertEquals(
        "",
        problems(
            """
            rules:
              - {name: one, when: always, keep: /a}
              - {name: two, when: {without: p}, drop: /a}
            """));
  }

  @Test
  void anOverlayMaySayTheContraryAndRedefine() {
    String shipped =
        "packages: {p: {slices: {s: {files: /a}}}}\nrules: [{name: n, when: always, drop: /b}]";

    assertEquals(
        "",
        problems(
            Map.of(
                "",
                Map.of("r.yaml", shipped),
                "own",
                Map.of("r.yaml", shipped.replace("/a", "/c").replace("drop", "keep")))));
  }

  @Test
  void whatAnOverlaySaysWrongIsItsOwnFault() {
    assertEquals(
        "own/o.yaml:1:36: cannot need slice \"q/t\": it is defined nowhere",
        problems(
            Map.of(
                "",
                Map.of("r.yaml", "packages: {p: {slices: {s: {}}}}"),
                "own",
                Map.of("o.yaml", "packages: {p: {slices: {s: {needs: q/t}}}}"))));
  }
}
