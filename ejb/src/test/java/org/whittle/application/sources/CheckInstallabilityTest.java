package org.whittle.application.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.catalogue.Installability;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.universe.DebianUniverse;

/** What a check tells of the packages that it finds broken. */
class CheckInstallabilityTest {
  @Test
  void namesAllThatIsBrokenAndExplainsAsManyAsItMay() {
    InstallabilityReport report =
        InstallabilityCheck.run(universe("a", "b", "c"), CandidatePolicy.ALL_VERSIONS);
    List<String> told = new ArrayList<>();

    List<Installability.Broken> broken =
        CheckInstallability.explained(
            report,
            report.broken(),
            2,
            (step, done, total) -> told.add(step + " " + done + " of " + total));

    assertEquals(
        List.of("a=1/amd64", "b=1/amd64", "c=1/amd64"),
        broken.stream().map(each -> each.id().toString()).toList());
    assertEquals(
        """
        nothing gives absent:
          1. b (= 1) was requested, which is b 1.
          2. b 1 needs absent.
             no package has or provides it.
        """,
        broken.get(1).explanation());
    assertEquals("", broken.get(2).explanation());
    assertEquals(List.of("explain 0 of 2", "explain 1 of 2"), told);
  }

  private static DebianUniverse universe(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append("Package: ").append(name);
      text.append("\nVersion: 1\nArchitecture: amd64\nDepends: absent\nPriority: optional\n");
      text.append("Filename: p.deb\nSize: 1\nSHA256: ").append("0".repeat(64)).append("\n\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return DebianUniverse.builder(Architecture.AMD64)
        .add("index", () -> new ByteArrayInputStream(bytes))
        .build();
  }
}
