package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.whittle.source.PackageRequest;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.DerivedData;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

class ReserveTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private ArchiveBaseline baseline;

  @BeforeEach
  void writeArchive() throws IOException {
    TestArchive archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(DebBuilder.deb("quiet", "1", "amd64").file("/usr/bin/quiet", "program", 0755))
        .add(DebBuilder.deb("script", "1", "amd64").file("/usr/bin/script", "#!/bin/sh\n", 0755))
        .add(essential("base-files").directory("/tmp", 01777))
        .add(essential("dash").file("/bin/dash", "shell", 0755).symlink("/bin/sh", "dash"))
        .add(essential("tool").file("/usr/lib/tool/tool", "tool", 0755))
        .add(essential("silent").directory("/var/silent"));
    archive.write();
    baseline =
        HostArchive.baseline(
            new SourceDefinition(
                "test",
                URI.create("file://" + archive.directory()),
                "stable",
                List.of("main"),
                Architecture.AMD64,
                Keyring.parse(Files.readAllBytes(archive.keyring())),
                "Test"),
            new FileBlobStore(folder.resolve("index")),
            Transport.direct(),
            CLOCK);
  }

  private static DebBuilder essential(String name) {
    return DebBuilder.deb(name, "1", "amd64").field("Essential", "yes");
  }

  @Test
  void whatDoesNotHaveWhatIsAskedForStaysPacked() {
    assertEquals("base-files silent", unpackedBeside("quiet", "a", false));
  }

  @Test
  void whatMayHaveItIsUnpacked() {
    assertEquals("base-files dash silent", unpackedBeside("script", "a", false));
  }

  @Test
  void anEntryPointMayLieInTheReserve() {
    Built built =
        built("name: app\npackages: [quiet]\nentry-points: [/usr/bin/quiet, /usr/lib/tool/tool]\n");
    assertEquals(
        List.of("quiet", "tool"),
        built.composition().lines().stream().map(line -> line.id().name().value()).toList());
  }

  @Test
  void anEntryPointThatNobodyHasIsRefused() {
    Failed failed =
        assertInstanceOf(
            Failed.class,
            new ImageBuilder(shop("a"))
                .build(
                    requestOf("name: app\npackages: [quiet]\nentry-points: [/usr/bin/none]\n"),
                    Progress.NONE));
    assertEquals(Stage.THIN, failed.stage());
  }

  @Test
  void anImageIsTheSameWhateverOfTheReserveIsUnpackedAlready() {
    Built one = build("script", "a");
    unpackedBeside("script", "b", true);
    Built other = build("script", "b");

    assertEquals(one.tree(), other.tree());
    assertEquals(one.oci(), other.oci());
    assertEquals(
        List.of("dash", "script"),
        one.composition().lines().stream().map(line -> line.id().name().value()).toList());
  }

  /** Builds, and says which packages beside the one that was asked for are unpacked. */
  private String unpackedBeside(String name, String store, boolean all) {
    Built built = build(name, store);
    if (all) {
      new ImageBuilder(shop(store)).unpack(archives(), Progress.NONE);
    }
    assertEquals(name, built.tree().selections().getLast().id().name().value());
    DerivedData derived = new FileDerivedData(folder.resolve(store));
    return archives().stream()
        .filter(archive -> UnpackedContents.find(derived, archive.sha256()).isPresent())
        .map(archive -> archive.id().name().value())
        .filter(there -> !there.equals(name))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  private List<PackageRequest> archives() {
    return ImageBuilder.drawsFrom(request("script")).stream()
        .map(id -> baseline.locate(id).orElseThrow())
        .toList();
  }

  private BuildRequest request(String name) {
    String text =
        "name: app\npackages: [%s]\nentry-points: [/usr/bin/%1$s]\nformats: [oci]\n"
            .formatted(name);
    return requestOf(text);
  }

  private BuildRequest requestOf(String text) {
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(text));
    return new BuildRequest(
        parsed.blueprint(), parsed.digest(), baseline, List.of(), RuleSet.EMPTY);
  }

  private Built build(String name, String store) {
    return assertInstanceOf(
        Built.class, new ImageBuilder(shop(store)).build(request(name), Progress.NONE));
  }

  private Built built(String text) {
    return assertInstanceOf(
        Built.class, new ImageBuilder(shop("a")).build(requestOf(text), Progress.NONE));
  }

  private Workshop shop(String store) {
    return new Workshop(
        new FileBlobStore(folder.resolve(store)),
        new FileDerivedData(folder.resolve(store)),
        PackageSource.through(Transport.direct()),
        RetroTestRunner.onThisMachine(),
        folder.resolve(store).resolve("work"),
        2);
  }
}
