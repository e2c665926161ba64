package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.resolver.Hold;
import org.whittle.rules.RuleSet;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;

class BindingHoldsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private ArchiveBaseline baseline;

  @BeforeEach
  void writeArchive() throws IOException {
    TestArchive archive = TestArchive.in(Files.createDirectories(folder.resolve("a")), CLOCK);
    archive
        .suite("stable")
        .add(DebBuilder.deb("app", "1", "amd64").depends("tool | spare"))
        .add(DebBuilder.deb("tool", "1", "amd64"))
        .add(DebBuilder.deb("tool", "2", "amd64").depends("part"))
        .add(DebBuilder.deb("part", "1", "amd64"))
        .add(DebBuilder.deb("part", "2", "amd64"))
        .add(DebBuilder.deb("spare", "1", "amd64"))
        .add(DebBuilder.deb("other", "1", "amd64"))
        .add(DebBuilder.deb("other", "2", "amd64"));
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
    baseline =
        HostArchive.baseline(
            source, new FileBlobStore(folder.resolve("index")), Transport.direct(), CLOCK);
  }

  private BuildRequest request(String blueprint) {
    return new BuildRequest(
        ((Parsed) BlueprintParser.parse(blueprint)).blueprint(),
        Digest.of(blueprint),
        baseline,
        List.of(),
        RuleSet.EMPTY);
  }

  private static Hold at(String name, String version) {
    return Hold.exactly(new PackageName(name), new Version(version));
  }

  @Test
  void onlyHoldsOnWhatTheImageIsMadeOfBindIt() {
    BuildRequest app = request("name: app\npackages: [app]\n");
    Hold tool = at("tool", "1");
    Hold other = at("other", "1");

    BindingHolds bound = BindingHolds.among(app, List.of(other, tool));

    assertEquals(List.of(tool), bound.binding());
    assertEquals(List.of(tool), bound.keepingBack());
    assertEquals(
        app.withHolds(List.of(tool)).inputDigest(),
        app.withHolds(bound.binding()).inputDigest(),
        "what is not needed alters no digest");
    assertNotEquals(app.inputDigest(), app.withHolds(bound.binding()).inputDigest());
  }

  @Test
  void aHoldThatLetsInTheNewestKeepsNothingBack() {
    BuildRequest app = request("name: app\npackages: [app]\n");

    BindingHolds bound = BindingHolds.among(app, List.of(at("tool", "2"), at("part", "1")));

    assertEquals(List.of(at("tool", "2"), at("part", "1")), bound.binding());
    assertEquals(List.of(at("part", "1")), bound.keepingBack());
  }

  @Test
  void aHoldBindsThoughAnAlternativeWouldTakeThePlaceOfItsPackage() {
    BuildRequest app = request("name: app\npackages: [app]\n");
    List<Hold> contradictory = List.of(at("tool", "1"), at("tool", "2"));

    assertEquals(contradictory, BindingHolds.among(app, contradictory).binding());
  }

  @Test
  void whereNothingCanBeComposedAllBind() {
    BuildRequest none = request("name: none\npackages: [absent]\n");
    List<Hold> all = List.of(at("tool", "1"), at("other", "1"));

    assertEquals(all, BindingHolds.among(none, all).binding());
  }

  @Test
  void withoutHoldsNothingBinds() {
    BuildRequest app = request("name: app\npackages: [app]\n");

    assertEquals(List.of(), BindingHolds.among(app, List.of()).binding());
  }
}
