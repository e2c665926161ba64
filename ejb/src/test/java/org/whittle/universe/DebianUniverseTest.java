package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whittle.format.PackageId;
import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.Problem;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
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

  private static List<String> messages(DebianUniverse universe) {
    return universe.skipped().stream().map(Problem::message).toList();
  }

  @Test
  void theEntryOfAChosenPackageIsFound() {
    DebianUniverse universe =
        universe(
            """
            Package: web
            Version: 1

            Package: web
            Source: webs (2.0)
            Version: 2
            Section: httpd
            Priority: important
            Protected: yes
            Multi-Arch: foreign
            Installed-Size: 6000000000
            Description: serves pages
            """);
    Resolved resolved = (Resolved) Resolver.resolve(universe, ResolutionRequest.of("web"));
    assertEquals(
        new IndexEntry(
            PackageId.of("web", "2", "amd64"),
            new PackageName("webs"),
            new Version("2.0"),
            "httpd",
            "important",
            false,
            true,
            MultiArch.FOREIGN,
            6_000_000_000L,
            1,
            "pool/p.deb",
            Digest.parse("0".repeat(64)),
            "serves pages",
            0),
        universe.entry(resolved.ids().getFirst()).orElseThrow());
    assertEquals(Optional.empty(), universe.entry(PackageId.of("web", "3", "amd64")));
    assertEquals(Optional.empty(), universe.entry(PackageId.of("wbe", "1", "amd64")));
  }

  @Test
  void entriesTellWhichIndexTheyAreOf() {
    DebianUniverse universe =
        DebianUniverse.builder(Architecture.AMD64)
            .add(CaseFile.records("Package: a"), -1)
            .add(CaseFile.records("Package: b\n\nPackage: d"))
            .add(CaseFile.records("Package: b\n\nPackage: c"))
            .build();
    List<Integer> origins =
        IntStream.range(0, universe.packages()).mapToObj(i -> universe.entry(i).origin()).toList();
    assertEquals(List.of(1, 2, 1), origins);
  }

  @Test
  void ofATextOnlyTheSourcesThatAreAskedForCount() {
    String stanza = "Architecture: all\nFilename: f\nSize: 1\nSHA256: " + "0".repeat(64) + "\n\n";
    String text =
        "Package: a\nVersion: 1\n"
            + stanza
            + "Package: b\nSource: a\nVersion: 1\n"
            + stanza
            + "Package: c\nSource: a (2)\nVersion: 1\n"
            + stanza;
    DebianUniverse universe =
        DebianUniverse.builder(Architecture.AMD64)
            .add(
                "test",
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                (source, version) -> source.equals("a") && version.equals("1"))
            .build();
    List<String> names =
        IntStream.range(0, universe.packages())
            .mapToObj(i -> universe.id(i).name().value())
            .toList();
    assertEquals(List.of("a", "b"), names);
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
        messages(universe));
  }

  @Test
  void aPackageOfAnotherArchitectureIsLeftOutAndTold() {
    assertEquals(
        List.of("cannot use a=1/i386: the universe is of architecture amd64"),
        messages(universe("Package: a\nArchitecture: i386")));
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
  void aProviderOfTheSameVersionIsNoWayOutForABrokenPackage() {
    InstallabilityReport report =
        InstallabilityCheck.run(
            universe("Package: a\nDepends: gone\n\nPackage: b\nProvides: a (= 1)"),
            CandidatePolicy.CANDIDATE_ONLY);

    assertEquals(List.of(PackageId.of("a", "1", "amd64")), report.broken());
    assertEquals(1, report.explain(report.broken().getFirst()).missing().size());
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
