package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;

class DebianUniverseTest {
  private static DebianUniverse universe(String stanzas) {
    return DebianUniverse.builder(Architecture.AMD64).add(CaseFile.records(stanzas)).build();
  }

  @Test
  void theRecordOfAChosenPackageIsFound() {
    List<IndexRecord> records =
        CaseFile.records("Package: web\nVersion: 1\n\nPackage: web\nVersion: 2");
    DebianUniverse universe = DebianUniverse.builder(Architecture.AMD64).add(records).build();
    Resolved resolved = (Resolved) Resolver.resolve(universe, ResolutionRequest.of("web"));
    assertEquals(Optional.of(records.get(1)), universe.record(resolved.ids().getFirst()));
    assertEquals(Optional.empty(), universe.record(PackageId.of("web", "3", "amd64")));
    assertEquals(Optional.empty(), universe.record(PackageId.of("wbe", "1", "amd64")));
  }

  @Test
  void numbersFollowNameAndPreference() {
    PackageUniverse universe =
        universe("Package: b\nVersion: 1\n\nPackage: b\nVersion: 1.10\n\nPackage: a");
    List<String> ids =
        IntStream.range(0, universe.packages()).mapToObj(i -> universe.id(i).toString()).toList();
    assertEquals(List.of("a=1/amd64", "b=1.10/amd64", "b=1/amd64"), ids);
  }

  @Test
  void aPackageWhoseRelationsCannotBeReadIsLeftOutAndTold() {
    DebianUniverse universe = universe("Package: a\nDepends: b (>< 1)\n\nPackage: c");
    assertEquals(1, universe.packages());
    assertEquals(
        List.of(
            "cannot use a=1/amd64: cannot read relation \"b (>< 1)\" at character 4: an operator"
                + " expected, not '>'"),
        universe.problems());
  }

  @Test
  void aPackageOfAnotherArchitectureIsLeftOutAndTold() {
    assertEquals(
        List.of("cannot use a=1/i386: the universe is of architecture amd64"),
        universe("Package: a\nArchitecture: i386").problems());
  }

  @Test
  void thePolicyOfTheCheckDecidesWhatExists() {
    DebianUniverse universe =
        universe("Package: a\nDepends: lib (= 1)\n\nPackage: lib\n\nPackage: lib\nVersion: 2");
    InstallabilityReport candidates =
        InstallabilityCheck.run(universe, CandidatePolicy.CANDIDATE_ONLY);
    assertEquals(List.of(PackageId.of("a", "1", "amd64")), candidates.broken());
    assertEquals(2, candidates.checked());
    InstallabilityReport all = InstallabilityCheck.run(universe, CandidatePolicy.ALL_VERSIONS);
    assertEquals(List.of(), all.broken());
    assertEquals(3, all.checked());
  }

  @Test
  void whatCanBeInstalledHasNoExplanation() {
    InstallabilityReport report =
        InstallabilityCheck.run(universe("Package: a"), CandidatePolicy.CANDIDATE_ONLY);
    InvalidInput failure =
        assertThrows(InvalidInput.class, () -> report.explain(PackageId.of("a", "1", "amd64")));
    assertEquals(
        "cannot explain why a=1/amd64 is broken: it can be installed", failure.getMessage());
  }
}
