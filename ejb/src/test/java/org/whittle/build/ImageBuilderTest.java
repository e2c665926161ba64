package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.composition.Compression;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Version;
import org.whittle.resolver.Hold;
import org.whittle.rules.RuleSet;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;
import org.whittle.verification.TestOutcome.Verdict;

class ImageBuilderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final String BLUEPRINT =
      """
      name: app
      packages: [app]
      entry-points: [/usr/bin/app]
      formats: [oci, tar]
      """;

  @TempDir Path folder;
  private TestArchive archive;
  private ArchiveBaseline baseline;
  private final Set<String> stages = new TreeSet<>();

  @BeforeEach
  void writeArchive() throws IOException {
    archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(
            DebBuilder.deb("app", "1", "amd64")
                .depends("tool")
                .file("/usr/bin/app", "#!/usr/bin/tool\n", 0755)
                .file("/usr/share/doc/app/README", "read me"))
        .add(
            DebBuilder.deb("tool", "2", "amd64")
                .file("/usr/bin/tool", "program", 0755)
                .file("/usr/bin/other", "program of no use", 0755))
        .add(DebBuilder.deb("broken", "1", "amd64").depends("nothing"));
    archive.write();
    baseline = read(archive);
  }

  private ArchiveBaseline read(TestArchive from) throws IOException {
    SourceDefinition source =
        new SourceDefinition(
            "test",
            URI.create("file://" + from.directory()),
            "stable",
            List.of("main"),
            Architecture.AMD64,
            Keyring.parse(Files.readAllBytes(from.keyring())),
            "Test");
    return HostArchive.baseline(
        source, new FileBlobStore(folder.resolve("index")), Transport.direct(), CLOCK);
  }

  @Test
  void buildsAnImageOfWhatIsNeededAndSaysWhatItHasLeftOut() {
    Built built = built(BLUEPRINT, "a");

    assertEquals(
        """
        app=1/amd64 requested 2 -> 1
        tool=2/amd64 app needs tool 2 -> 1\
        """,
        built.composition().lines().stream()
            .map(
                line ->
                    String.join(
                        " ",
                        line.id().toString(),
                        line.because().map(Object::toString).orElse("requested"),
                        line.closure().files() + " -> " + line.thin().files()))
            .collect(Collectors.joining("\n")));
    assertTrue(built.oci().isPresent());
    assertTrue(built.tar().isPresent());
    assertEquals(Set.of(Stage.values()), built.durations().keySet());
    assertTrue(
        stages.containsAll(Stream.of(Stage.values()).map(Stage::word).toList()), stages::toString);
  }

  @Test
  void theSameRequestGivesTheSameBytesInAnotherStore() {
    Built one = built(BLUEPRINT, "a");
    Built other = built(BLUEPRINT, "b");

    assertEquals(one.input(), other.input());
    assertEquals(one.oci(), other.oci());
    assertEquals(one.tar(), other.tar());
    assertEquals(one.tree(), other.tree());
  }

  @Test
  void everyInputCountsForTheInputDigest() throws IOException {
    BuildRequest request = request(BLUEPRINT);
    archive.suite("stable").add(DebBuilder.deb("more", "1", "amd64"));
    archive.write();
    BuildRequest rebased =
        new BuildRequest(
            request.blueprint(),
            request.blueprintDigest(),
            read(archive),
            List.of(),
            RuleSet.EMPTY);
    BuildRequest held =
        new BuildRequest(
            request.blueprint(),
            request.blueprintDigest(),
            baseline,
            List.of(Hold.exactly(new PackageName("tool"), new Version("2"))),
            RuleSet.EMPTY);
    BuildRequest zstd =
        new BuildRequest(
            request.blueprint(),
            request.blueprintDigest(),
            baseline,
            List.of(),
            RuleSet.EMPTY,
            Compression.ZSTD);

    assertEquals(request.inputDigest(), request(BLUEPRINT).inputDigest());
    assertNotEquals(request.inputDigest(), request(BLUEPRINT + "level: full\n").inputDigest());
    assertNotEquals(request.inputDigest(), rebased.inputDigest());
    assertNotEquals(request.inputDigest(), zstd.inputDigest());
    assertNotEquals(request.inputDigest(), held.inputDigest());
  }

  @Test
  void anImageWithoutTestsIsNotVerifiedAndNeitherIsOneWhoseTestFails() throws IOException {
    assertFalse(built(BLUEPRINT, "a").verified());

    Built tested = built(BLUEPRINT + "tests: [{name: starts, run: [/usr/bin/absent]}]\n", "a");

    assertFalse(tested.verified());
    assertNotEquals(Verdict.PASSED, tested.tests().verdict());
    try (Stream<Path> left = Files.list(folder.resolve("a/work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void previewsTheClosureWithoutFetching() {
    Preview.Closure preview =
        assertInstanceOf(Preview.Closure.class, ImageBuilder.preview(request(BLUEPRINT)));

    assertEquals(request(BLUEPRINT).inputDigest(), preview.input());
    assertEquals(2, preview.packages().size());
    assertTrue(preview.download() > 0);
    assertTrue(preview.installed() >= 1024);
  }

  @Test
  void aPackageThatDoesNotExistIsSaidToBeMissing() {
    Failed failed = failed("name: app\npackages: [absent]\n");

    assertEquals(Stage.RESOLVE, failed.stage());
    assertTrue(
        failed.message().startsWith("cannot compose the image: nothing gives absent"),
        failed::message);
    assertEquals(
        "Correct the blueprint's packages, add a source that has them, or end a hold.",
        failed.remedy());
    assertInstanceOf(
        Preview.Impossible.class, ImageBuilder.preview(request("name: app\npackages: [broken]\n")));
  }

  @Test
  void anArchiveThatLostAPackageFailsTheFetch() throws IOException {
    delete("tool_2_amd64.deb");

    Failed failed = failed(BLUEPRINT);

    assertEquals(Stage.FETCH, failed.stage());
    assertTrue(failed.message().contains("tool=2/amd64"), failed::message);
    assertFalse(failed.remedy().isEmpty());
  }

  @Test
  void severalLostPackagesAreCounted() throws IOException {
    delete("tool_2_amd64.deb");
    delete("app_1_amd64.deb");

    assertTrue(
        failed(BLUEPRINT).message().endsWith(" (and 1 more packages)"),
        () -> failed(BLUEPRINT).message());
  }

  @Test
  void anEntryPointThatNothingShipsFailsTheThinning() {
    Failed failed = failed("name: app\npackages: [app]\nentry-points: [/usr/bin/absent]\n");

    assertEquals(Stage.THIN, failed.stage());
    assertTrue(failed.message().contains("/usr/bin/absent"), failed::message);
  }

  @Test
  void anImageThatIsLargerThanItsLimitIsNotComposed() {
    Failed failed =
        failed(
            BLUEPRINT
                + "max-size: 1kB\nlevel: full\noverlay: [{path: /a, content: \""
                + "x".repeat(1000)
                + "\"}]\n");

    assertEquals(
        "cannot compose the image: its files have 0.0 MB, the blueprint allows 0.0 MB",
        failed.message());
    assertEquals(
        "Raise max-size, or leave out packages and entry points that are not needed.",
        failed.remedy());
    built(BLUEPRINT + "max-size: 1MB\n", "a");
  }

  @Test
  void aBaselineNeedsAnIndex() {
    InvalidInput fault =
        assertThrows(InvalidInput.class, () -> ArchiveBaseline.of(Architecture.AMD64, List.of()));

    assertEquals("cannot make a baseline: it has no index", fault.getMessage());
  }

  private void delete(String file) throws IOException {
    try (Stream<Path> files = Files.walk(archive.directory())) {
      Optional<Path> found = files.filter(f -> f.endsWith(file)).findFirst();
      Files.delete(found.orElseThrow());
    }
  }

  private Built built(String yaml, String store) {
    BuildOutcome outcome = build(yaml, store);
    return assertInstanceOf(Built.class, outcome, outcome::toString);
  }

  private Failed failed(String yaml) {
    BuildOutcome outcome = build(yaml, "failed");
    return assertInstanceOf(Failed.class, outcome, outcome::toString);
  }

  private BuildOutcome build(String yaml, String store) {
    Path data = folder.resolve(store);
    Workshop shop =
        new Workshop(
            new FileBlobStore(data),
            new FileDerivedData(data),
            PackageSource.through(Transport.direct()),
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            2);
    Progress progress =
        (stage, done, total) -> {
          synchronized (stages) {
            stages.add(stage);
          }
        };
    return new ImageBuilder(shop).build(request(yaml), progress);
  }

  private BuildRequest request(String yaml) {
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
    return new BuildRequest(
        parsed.blueprint(), parsed.digest(), baseline, List.of(), RuleSet.EMPTY);
  }
}
