package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleParser;
import org.whittle.rules.RuleSet;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.testarchive.TestClock;
import org.whittle.verification.Miss;
import org.whittle.verification.MissReport;
import org.whittle.verification.RetroTestRunner;

/** An application of an archive is observed: on its image, and on its full closure. */
class WatchTest {
  private static final TestClock CLOCK = new TestClock();
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String SCRIPT =
      "open F, '/usr/share/app/current/data' or die; print <F>; print -e '/usr/share/ghost/x' ? 1 :"
          + " 2";
  private static final String BLUEPRINT =
      """
      name: app
      packages: [app]
      level: LEVEL
      formats: [tar]
      entry-points: [/usr/bin/perl]
      tests: [{name: reads, run: [/usr/bin/perl, -e, "SCRIPT"], contains: "hello2"}]
      """;

  @TempDir Path folder;
  private ArchiveBaseline baseline;
  private final RetroTestRunner runner = RetroTestRunner.onThisMachine();

  @BeforeEach
  void writeArchive() throws IOException {
    Stream.of(runner.whyNot(), runner.whyNotObserved())
        .flatMap(Optional::stream)
        .forEach(reason -> Assumptions.abort(() -> reason));
    Path perl = Path.of("/usr/bin/perl");
    Assumptions.assumeTrue(Files.isExecutable(perl), "perl is not installed");
    DebBuilder libraries = DebBuilder.deb("libraries", "1", "amd64");
    Process ldd = new ProcessBuilder("ldd", perl.toString()).start();
    String used = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (Matcher m = LIBRARY.matcher(used); m.find(); ) {
      libraries.file(m.group(1), Files.readAllBytes(Path.of(m.group(1))), 0755);
    }
    TestArchive archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(libraries)
        .add(
            DebBuilder.deb("app", "1", "amd64")
                .depends("libraries, data")
                .file("/usr/bin/perl", Files.readAllBytes(perl), 0755)
                .file("/usr/share/app-extra/never", "read"))
        .add(
            DebBuilder.deb("data", "1", "all")
                .symlink("/usr/share/app/current", "v1")
                .file("/usr/share/app/v1/data", "hello")
                .file("/usr/share/app/v0/data", "x".repeat(100_000)))
        .add(DebBuilder.deb("ghost", "1", "all").file("/usr/share/ghost/x", "x"));
    archive.write();
    SourceDefinition source =
        new SourceDefinition(
            "test",
            URI.create("file://" + archive.directory()),
            "stable",
            List.of("main"),
            Architecture.AMD64,
            Keyring.parse(Files.readAllBytes(archive.keyring())),
            "Test");
    FileBlobStore store = new FileBlobStore(folder.resolve("store"));
    baseline =
        org.whittle.build.local.FreshBaseline.of(
            List.of(source),
            Architecture.AMD64,
            Transport.direct(),
            store,
            new ContentsLibrary(Transport.direct(), store, folder.resolve("contents"), CLOCK),
            CLOCK,
            Progress.NONE);
  }

  @Test
  void whatAPackageOfTheArchiveHasIsNamedAndWhatNobodyHasIsNot() {
    Built built = built(RuleSet.EMPTY);

    assertTrue(built.tests().passed(), () -> built.tests().toString());
    assertEquals("", built.misses().notKnown());
    assertEquals(
        List.of("UNKNOWN /usr/share/ghost/x of ghost, asked for by /usr/bin/perl in \"reads\""),
        built.misses().misses().stream()
            .filter(miss -> miss.kind() == Miss.Kind.UNKNOWN)
            .filter(miss -> miss.path().value().contains("ghost"))
            .map(Miss::toString)
            .toList());
    assertEquals(MissReport.Verdict.UNSETTLED, built.misses().verdict());
    assertTrue(built.verified());
  }

  @Test
  void anImageBuiltByTheProposedRulesPassesTheSameTestsAndHasOnlyWhatWasTouched() {
    Watch.Seen seen = new Watch(shop()).see(request("full", RuleSet.EMPTY), Progress.NONE);
    assertTrue(seen.tests().passed(), () -> seen.tests().toString());
    String text = WatchProposal.of("app", seen, RuleSet.EMPTY);
    assertTrue(text.startsWith("# What app touched while it was watched.\n"), text);
    assertTrue(text.contains("# Not in the packages: /usr/share/ghost/x of ghost\n"), text);
    assertTrue(
        text.contains(
            """
              data:
                slices:
                  watched:
                    when: always
                    files:
                      - "/usr/share/app/current"
                      - "/usr/share/app/v1/data"
            """),
        text);

    Built built = built(RuleSet.of(List.of(RuleParser.parse("watched.yaml", text))));

    assertTrue(built.verified(), () -> built.tests() + " " + built.misses() + " " + text);
    List<String> files = built.tree().files().map(f -> f.file().path().value()).toList();
    assertTrue(files.contains("/usr/share/app/current"), files::toString);
    assertFalse(files.contains("/usr/share/app/v0/data"), files::toString);
    assertFalse(files.contains("/usr/share/app-extra/never"), files::toString);
  }

  private Built built(RuleSet rules) {
    BuildOutcome outcome = new ImageBuilder(shop()).build(request("thin", rules), Progress.NONE);
    return assertInstanceOf(Built.class, outcome, outcome::toString);
  }

  private BuildRequest request(String level, RuleSet rules) {
    String yaml = BLUEPRINT.replace("LEVEL", level).replace("SCRIPT", SCRIPT);
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
    return new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
  }

  private Workshop shop() {
    Path data = folder.resolve("store");
    return new Workshop(
        new FileBlobStore(data),
        new FileDerivedData(data),
        PackageSource.through(Transport.direct()),
        runner,
        data.resolve("work"),
        2);
  }
}
