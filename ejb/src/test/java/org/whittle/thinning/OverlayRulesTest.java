package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.FilePath;
import org.whittle.rules.RuleLayer;
import org.whittle.rules.RuleSet;

/** An organisation's rules beside the shipped ones: the later layer wins. */
class OverlayRulesTest {
  private static final String SHIPPED =
      """
      packages:
        app:
          slices:
            program: {when: root, files: [/usr/bin/app, /usr/share/app/**]}
      rules:
        - name: no manuals
          when: always
          drop: [/usr/share/app/manual]
        - name: state
          when: always
          create: [{path: /etc/state, content: shipped}]
          directory: [{path: /var/app, mode: "0700"}]
      """;

  private static Thinning thinning(String... overlays) {
    Thinning thinning = new Thinning().roots("app");
    thinning.with("app").file("/usr/bin/app", "x").file("/usr/share/app/manual", "m");
    return thinning.layers(SHIPPED, overlays);
  }

  @Test
  void anOverlayKeepsWhatTheShippedRulesDrop() {
    assertEquals("/bin\n/etc/state\n/usr/bin/app", thinning().files());

    Thinning kept = thinning("rules: [{name: m, when: always, keep: /usr/share/app/manual}]");

    assertEquals("/bin\n/etc/state\n/usr/bin/app\n/usr/share/app/manual", kept.files());
    assertEquals("RULE own1/o.yaml:1", kept.reason("/usr/share/app/manual"));
  }

  @Test
  void aSecondOverlayDropsItAgain() {
    assertEquals(
        "/bin\n/etc/state\n/usr/bin/app",
        thinning(
                "rules: [{name: m, when: always, keep: /usr/share/app/manual}]",
                "rules: [{name: other, when: always, drop: /usr/share/app/manual}]")
            .files());
  }

  @Test
  void aSliceOrRuleOfTheSameNameTakesThePlaceOfTheOneBefore() {
    assertEquals(
        "/etc/state\n/usr/share/app/manual",
        thinning(
                """
                packages: {app: {slices: {program: {when: root, files: /usr/share/app/**}}}}
                rules: [{name: no manuals, when: always}]
                """)
            .files());
  }

  @Test
  void whatTwoLayersMakeTheLaterMakes() {
    Thinning thinning =
        thinning(
            """
            rules:
              - name: ours
                when: always
                create: [{path: /etc/state, content: ours}]
                directory: [{path: /var/app, mode: "0755"}]
            """);

    assertEquals("RULE own1/o.yaml:4", thinning.reason("/etc/state"));
    assertEquals(4, thinning.selected("/etc/state").file().size());
    assertEquals(0755, thinning.selected("/var/app").file().mode());
  }

  @Test
  void theDigestTellsLayersApartAndKnowsNoEmptyOne() {
    Map<String, String> file = Map.of("a.yaml", "rules: []");
    RuleSet one = RuleSet.layered(List.of(RuleLayer.of("", file)));

    assertEquals(
        one.digest(),
        RuleSet.layered(List.of(RuleLayer.of("", file), RuleLayer.of("own", Map.of()))).digest());
    assertNotEquals(
        one.digest(),
        RuleSet.layered(List.of(RuleLayer.of("", file), RuleLayer.of("own", file))).digest());
    assertEquals(new FilePath("/var/app"), thinning().selected("/var/app").file().path());
  }
}
