package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleLayer;
import org.whittle.rules.RuleSet;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/** A real server is watched on its full closure, and the image of what it touched works. */
@Tag("archive")
class WatchedNginxTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));
  private static final long BAR = 12_000_000;

  @TempDir Path folder;

  @Test
  void theImageOfWhatNginxTouchedServesAndIsAsSmallAsTheStarter() throws IOException {
    RuleLayer shipped = RuleLayer.read("", ROOT.resolve("config/rules"));
    RuleSet rules = RuleSet.layered(List.of(shipped));
    ArchiveBaseline baseline =
        HostArchive.baseline(
            new FileBlobStore(folder), Transport.direct(), folder.resolve("contents"));

    Watch.Seen seen = new Watch(shop()).see(request("full", baseline, rules), Progress.NONE);

    assertTrue(seen.tests().passed(), () -> seen.tests().toString());
    Set<FilePath> touched = seen.touched().files();
    assertTrue(touched.contains(new FilePath("/usr/sbin/nginx")), touched::toString);
    assertTrue(touched.contains(new FilePath("/etc/nginx/nginx.conf")), touched::toString);
    String proposed = WatchProposal.of("nginx", seen, rules);
    RuleLayer overlay = RuleLayer.of("watched", Map.of("nginx.yaml", proposed));
    RuleSet both = RuleSet.layered(List.of(shipped, overlay));
    BuildOutcome outcome =
        new ImageBuilder(shop()).build(request("thin", baseline, both), Progress.NONE);
    Built built = assertInstanceOf(Built.class, outcome, outcome::toString);
    assertTrue(built.verified(), () -> built.tests() + " " + built.misses() + " " + proposed);
    long bytes = built.composition().thin().bytes();
    assertTrue(bytes <= BAR, () -> bytes + " bytes " + proposed);
    Set<FilePath> kept =
        built.tree().files().map(file -> file.file().path()).collect(Collectors.toSet());
    assertEquals(
        List.of(), touched.stream().filter(path -> !kept.contains(path)).sorted().toList());
  }

  private static BuildRequest request(String level, Baseline baseline, RuleSet rules)
      throws IOException {
    String yaml = Files.readString(ROOT.resolve("config/blueprints/nginx.yaml"));
    String asked = yaml.replace("level: thin", "level: " + level);
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(asked));
    return new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
  }

  private Workshop shop() {
    return new Workshop(
        new FileBlobStore(folder),
        new FileDerivedData(folder),
        PackageSource.through(Transport.direct()),
        RetroTestRunner.onThisMachine(),
        folder.resolve("work"),
        2);
  }
}
