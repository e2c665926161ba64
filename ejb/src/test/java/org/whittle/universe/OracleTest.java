package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;

/** Equality with apt, dose-debcheck and libsolv over the frozen indices. */
class OracleTest {
  /** Roots whose closure may differ from apt's, each with the reason. */
  private static final Map<String, String> KNOWN_DIFFERENCES = Map.of();

  @Test
  void closuresAreThoseOfApt() throws IOException {
    List<String> differences = new ArrayList<>();
    List<String> lines = FrozenIndices.oracle("apt-closures.tsv");
    for (String line : lines) {
      String[] fields = line.split("\t");
      List<String> expected = Arrays.stream(fields[1].split(" ")).sorted().toList();
      List<String> found = closure(fields[0]);
      if (!expected.equals(found) && !KNOWN_DIFFERENCES.containsKey(fields[0])) {
        differences.add(difference(fields[0], expected, found));
      }
    }
    assertEquals(List.of(), differences);
    assertEquals(104, lines.size());
    assertTrue(KNOWN_DIFFERENCES.size() <= 9);
  }

  private static String difference(String root, List<String> expected, List<String> found) {
    List<String> more = found.stream().filter(p -> !expected.contains(p)).toList();
    List<String> less = expected.stream().filter(p -> !found.contains(p)).toList();
    return root + ": chosen by Whittle only " + more + ", by apt only " + less;
  }

  private static List<String> closure(String root) throws IOException {
    Resolution resolution = Resolver.resolve(FrozenIndices.allSuites(), ResolutionRequest.of(root));
    return switch (resolution) {
      case Resolved resolved ->
          resolved.ids().stream().map(id -> id.name() + "=" + id.version()).sorted().toList();
      case Unsatisfiable unsatisfiable -> List.of(ExplanationText.of(unsatisfiable.explanation()));
    };
  }

  @Test
  void whatCannotBeInstalledFromTheBaseSuiteIsWhatDoseAndLibsolvSay() throws IOException {
    InstallabilityReport report =
        InstallabilityCheck.run(FrozenIndices.bookworm(), CandidatePolicy.CANDIDATE_ONLY);
    assertEquals(
        FrozenIndices.oracle("not-installable-bookworm.txt").stream().sorted().toList(),
        report.broken().stream().map(id -> id.name().value()).sorted().toList());
  }

  @Test
  void whatCannotBeInstalledOfAllVersionsOfAllSuitesIsWhatDoseAndLibsolvSay() throws IOException {
    InstallabilityReport report =
        InstallabilityCheck.run(FrozenIndices.allSuites(), CandidatePolicy.ALL_VERSIONS);
    assertEquals(
        FrozenIndices.oracle("not-installable-all-suites.txt").stream().sorted().toList(),
        report.broken().stream().map(id -> id.name() + " " + id.version()).sorted().toList());
  }

  @Test
  void everythingBrokenIsExplained() throws IOException {
    InstallabilityReport report =
        InstallabilityCheck.run(FrozenIndices.bookworm(), CandidatePolicy.CANDIDATE_ONLY);
    assertTrue(
        report.broken().stream().noneMatch(id -> report.explain(id).core().isEmpty()),
        "an explanation has no core");
  }
}
