package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildRequest;
import org.whittle.build.Workshop;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.AptConfiguration;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.thinning.SelectedFile;
import org.whittle.verification.BootTest;
import org.whittle.verification.BootTest.Medium;
import org.whittle.verification.RetroTestRunner;
import org.whittle.verification.TestOutcome;
import org.whittle.verification.TestOutcome.Verdict;

/**
 * Boots nginx of the real archive from every format, under software emulation; run in continuous
 * integration, and with {@code -Dtest.excluded=none -Dtest=MachineBootTest}.
 */
@Tag("archive")
class MachineBootTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));
  private static final Path APT = Path.of("/etc/apt");
  private static final List<ArtifactFormat> MACHINES =
      Stream.of(ArtifactFormat.values()).filter(ArtifactFormat::isMachine).toList();

  @TempDir static Path folder;
  private static Supply supply;
  private static Blueprint blueprint;
  private static Built built;

  @BeforeAll
  static void build() throws IOException {
    Transport transport = Transport.through(AptConfiguration.read(APT).proxy());
    FileBlobStore indices = new FileBlobStore(folder.resolve("indices"));
    supply =
        Supply.gather(
            new Supply.Named(APT, Optional.empty(), List.of(), Instant.EPOCH, Optional.empty()),
            Architecture.AMD64,
            transport,
            indices,
            new ContentsLibrary(transport, indices, folder.resolve("contents"), Clock.systemUTC()),
            Clock.systemUTC(),
            Progress.NONE);
    String yaml = Files.readString(ROOT.resolve("config/blueprints/nginx.yaml"));
    blueprint = parsed(yaml).blueprint();
    built = build(yaml, "one", 1, MACHINES, false);
  }

  private static Parsed parsed(String yaml) {
    return assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
  }

  private static Built build(
      String yaml, String output, int threads, List<ArtifactFormat> formats, boolean verify) {
    Path data = folder.resolve("data");
    Workshop shop =
        new Workshop(
            new FileBlobStore(data.resolve("store")),
            new FileDerivedData(data.resolve("store")),
            supply.packages(),
            RetroTestRunner.onThisMachine(),
            folder.resolve("work-" + output),
            threads);
    Parsed parsed = parsed(yaml);
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(),
            parsed.digest(),
            supply.baseline(),
            List.of(),
            RuleSet.load(ROOT.resolve("config/rules")));
    LocalBuild.Result result =
        new LocalBuild(shop)
            .build(
                new LocalBuild.Order(
                    request, formats, verify, folder.resolve(output), Optional.empty()),
                Progress.NONE);
    return assertInstanceOf(LocalBuild.Result.Written.class, result, result::toString).built();
  }

  @ParameterizedTest
  @CsvSource({"direct, 96", "raw, 192", "qcow2, 192", "vmdk, 192"})
  void servesInLittleMemoryAndEndsInOrder(String word, int memory) throws IOException {
    ArtifactFormat format = ArtifactFormat.parse(List.of(word)).getFirst();
    TestOutcome outcome = boot("one", format, memory);

    assumeTrue(outcome.verdict() != Verdict.NOT_RUN || isStrict(), outcome.detail());
    assertEquals(Verdict.PASSED, outcome.verdict(), outcome.detail() + "\n" + outcome.log());
    System.out.println("nginx as " + word + ": " + outcome.detail());
  }

  /** Each on the disk and network that QEMU has of its target, from NVMe to SATA. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{root: ext4}                              | raw    | 192",
        "{target: cloud}                           | raw    | 192",
        "{target: vmware}                          | vmdk   | 256",
        "{target: any, root: ext4, size: 100MB}    | qcow2  | 256",
        "{init: systemd}                           | direct | 160",
        "{init: systemd, root: erofs}              | raw    | 256",
        "{init: systemd, root: ext4}               | raw    | 256",
      })
  void machinesOfOtherKindsServeAndEndInOrder(String machine, String word, int memory)
      throws IOException {
    String yaml =
        Files.readString(ROOT.resolve("config/blueprints/nginx.yaml"))
            + "\nmachine: "
            + machine
            + "\n";
    ArtifactFormat format = ArtifactFormat.parse(List.of(word)).getFirst();
    String output = "other" + (machine + word).replaceAll("[^a-z0-9]+", "-");
    build(yaml, output, 1, List.of(format), false);
    TestOutcome outcome = boot(parsed(yaml).blueprint(), output, format, memory);

    assumeTrue(outcome.verdict() != Verdict.NOT_RUN || isStrict(), outcome.detail());
    assertEquals(Verdict.PASSED, outcome.verdict(), outcome.detail() + "\n" + outcome.log());
    System.out.println("nginx as " + word + " of " + machine + ": " + outcome.detail());
  }

  private static TestOutcome boot(String output, ArtifactFormat format, int memory)
      throws IOException {
    return boot(blueprint, output, format, memory);
  }

  private static TestOutcome boot(
      Blueprint blueprint, String output, ArtifactFormat format, int memory) throws IOException {
    Path file = folder.resolve(output).resolve("nginx" + format.suffix());
    Medium medium =
        format == ArtifactFormat.DIRECT
            ? new Medium.Direct(file, folder.resolve(output).resolve("nginx.initrd"))
            : new Medium.Disk(file, format.word());
    Path scratch = Files.createTempDirectory(folder, "boot");
    return new BootTest(Duration.ofMinutes(3)).run("boot", blueprint, medium, memory, scratch);
  }

  private static boolean isStrict() {
    return Boolean.getBoolean("whittle.ci") || "true".equals(System.getenv("CI"));
  }

  @Test
  void eachFormatIsTheSameFromAnotherDirectoryWithOtherThreads() throws IOException {
    String yaml = Files.readString(ROOT.resolve("config/blueprints/nginx.yaml"));
    build(yaml, "a/longer/way", 3, MACHINES, false);

    assertEquals(digests("one"), digests("a/longer/way"));
  }

  private static Map<String, Digest> digests(String output) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      for (Path file : files.toList()) {
        digests.put(file.getFileName().toString(), Digest.of(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  @Test
  void theVerifiedBuildBootsWhatItWrites() throws IOException {
    String yaml = Files.readString(ROOT.resolve("config/blueprints/nginx.yaml"));
    assumeTrue(RetroTestRunner.onThisMachine().whyNot().isEmpty() || isStrict());
    assumeTrue(boot("one", ArtifactFormat.DIRECT, 96).verdict() != Verdict.NOT_RUN || isStrict());

    Built verified = build(yaml, "verified", 1, List.of(ArtifactFormat.DIRECT), true);

    TestOutcome last = verified.tests().outcomes().getLast();
    assertEquals("boots as direct", last.name());
    assertTrue(verified.verified(), last.detail());
  }

  @Test
  void billsOfMaterialsNameWhatStartsTheMachine() throws IOException {
    String bill = Files.readString(folder.resolve("one/nginx.cdx.json"));
    assertTrue(bill.contains("pkg:deb/debian/linux-image-6"), "the kernel");
    assertTrue(bill.contains("pkg:deb/debian/busybox-static@"), "the init");
    assertTrue(bill.contains("pkg:deb/debian/systemd-boot-efi@"), "the stub");
    List<String> drivers =
        built
            .machine()
            .orElseThrow()
            .tree()
            .files()
            .map(SelectedFile::file)
            .map(file -> file.path().name())
            .filter(name -> name.endsWith(".ko"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "button.ko",
            "erofs.ko",
            "evdev.ko",
            "failover.ko",
            "libcrc32c.ko",
            "net_failover.ko",
            "virtio.ko",
            "virtio_blk.ko",
            "virtio_mmio.ko",
            "virtio_net.ko",
            "virtio_pci.ko",
            "virtio_pci_legacy_dev.ko",
            "virtio_pci_modern_dev.ko",
            "virtio_ring.ko"),
        drivers);
  }
}
