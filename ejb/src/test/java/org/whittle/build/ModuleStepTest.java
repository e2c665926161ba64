package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

/** Links modules with a jlink in Perl: this machine's perl is a package of the archive. */
class ModuleStepTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
  private static final String MODULES = "/usr/lib/jvm/tiny/lib/modules";
  private static final String JLINK =
      """
      #!/usr/bin/perl
      while (@ARGV) {
        my $name = shift;
        $modules = shift if $name eq '--add-modules';
        $output = shift if $name eq '--output';
      }
      if ($modules =~ /nowhere/) { print "Error: Module nowhere not found\\n"; exit 1 }
      mkdir $output; mkdir "$output/lib";
      open F, '>', "$output/lib/modules" or die; print F "linked $modules"; close F;
      """;

  @TempDir Path folder;
  private TestArchive archive;

  @BeforeEach
  void writeArchive() throws IOException {
    archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(DebBuilder.deb("tiny-1-jre-headless", "1", "amd64").file(MODULES, "all modules"))
        .add(DebBuilder.deb("old-1-jre-headless", "1", "amd64").file(MODULES, "all modules"))
        .add(DebBuilder.deb("old-1-jdk-headless", "2", "amd64"))
        .add(perl())
        .add(
            DebBuilder.deb("tiny-1-jdk-headless", "1", "amd64")
                .depends("tiny-1-jre-headless (= 1), perl")
                .file("/usr/lib/jvm/tiny/bin/jlink", JLINK, 0755));
    archive.write();
  }

  @Test
  void anImageHasTheModulesThatItsBlueprintAsksFor() throws IOException {
    Built built =
        assertInstanceOf(
            Built.class, build("tiny-1-jre-headless", "java.logging, java.base java.base"));

    assertEquals("linked java.base,java.logging", modules(built));
    assertEquals(
        built.tree(),
        assertInstanceOf(Built.class, build("tiny-1-jre-headless", "java.base java.logging"))
            .tree());
  }

  @Test
  void whatIsSaidOfTheClosureIsNotChangedByLinking() throws IOException {
    Built built = assertInstanceOf(Built.class, build("tiny-1-jre-headless", "java.base"));

    assertEquals("all modules".length(), built.composition().closure().bytes());
  }

  @Test
  void saysWhatCannotBeLinked() throws IOException {
    assertEquals(
        "cannot link Java modules: no package of the composition is a Java runtime with modules."
            + " Add one, such as openjdk-17-jre-headless, or remove the option java-modules.",
        failure("perl", "java.base"));
    assertEquals(
        "cannot link Java modules: \"java;base\" is no name of a module."
            + " List names such as \"java.base java.logging\" in the option java-modules.",
        failure("tiny-1-jre-headless", "java;base"));
    assertEquals(
        "cannot run /usr/lib/jvm/tiny/bin/jlink: it ended with status 1:"
            + " \"Error: Module nowhere not found\".",
        failure("tiny-1-jre-headless", "nowhere"));
  }

  @Test
  void withoutAKitTheModulesStayWholeAndTheImageSaysSo() throws IOException {
    Built built = assertInstanceOf(Built.class, build("old-1-jre-headless", "java.base"));

    assertEquals("all modules", modules(built));
    assertEquals(
        List.of(
            "MODULES_WHOLE "
                + MODULES
                + ": cannot link Java modules: the baseline has no old-1-jdk-headless 1"),
        built.faults().stream().map(Object::toString).toList());
  }

  private String failure(String root, String option) throws IOException {
    Failed failed = assertInstanceOf(Failed.class, build(root, option));
    return (failed.message() + ". " + failed.remedy()).strip();
  }

  private BuildOutcome build(String root, String option) throws IOException {
    RetroTestRunner runner = RetroTestRunner.onThisMachine();
    Assumptions.assumeTrue(runner.whyNot().isEmpty(), () -> runner.whyNot().orElse(""));
    String yaml =
        "name: app\npackages: [%s]\nlevel: full\noptions: {java-modules: \"%s\"}\n"
            .formatted(root, option);
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
    Workshop shop =
        new Workshop(
            new FileBlobStore(folder.resolve("store")),
            new FileDerivedData(folder.resolve("store")),
            PackageSource.through(Transport.direct()),
            runner,
            folder.resolve("work"),
            1);
    return new ImageBuilder(shop)
        .build(
            new BuildRequest(
                parsed.blueprint(), parsed.digest(), baseline(), List.of(), RuleSet.EMPTY),
            Progress.NONE);
  }

  private ArchiveBaseline baseline() throws IOException {
    SourceDefinition source =
        new SourceDefinition(
            "test",
            URI.create("file://" + archive.directory()),
            "stable",
            List.of("main"),
            Architecture.AMD64,
            Keyring.parse(Files.readAllBytes(archive.keyring())),
            "Test");
    return HostArchive.baseline(
        source, new FileBlobStore(folder.resolve("index")), Transport.direct(), CLOCK);
  }

  private String modules(Built built) throws IOException {
    var file =
        built
            .tree()
            .files()
            .filter(f -> f.file().path().value().equals(MODULES))
            .findFirst()
            .orElseThrow();
    try (InputStream in =
        new FileBlobStore(folder.resolve("store")).open(file.file().content().orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static DebBuilder perl() throws IOException {
    Path perl = Path.of("/usr/bin/perl");
    Assumptions.assumeTrue(Files.isExecutable(perl), "perl is not installed");
    Process ldd = new ProcessBuilder("ldd", perl.toString()).start();
    String libraries = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    DebBuilder deb =
        DebBuilder.deb("perl", "1", "amd64")
            .file(perl.toString(), Files.readAllBytes(perl), 0755)
            .directory("/tmp", 01777);
    for (Matcher m = LIBRARY.matcher(libraries); m.find(); ) {
      deb.file(m.group(1), Files.readAllBytes(Path.of(m.group(1))), 0755);
    }
    return deb;
  }
}
