package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.blueprint.MachineConfig;
import org.whittle.blueprint.MachineConfig.Init;
import org.whittle.blueprint.MachineConfig.Root;
import org.whittle.blueprint.MachineConfig.Target;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.rules.RuleSet;

class MachineStepTest {
  private static final RuleSet SHIPPED =
      RuleSet.load(Path.of(System.getProperty("whittle.root")).resolve("config/rules"));

  @Test
  void driversAreThoseOfTheTarget() {
    assertEquals("virtio_net virtio_blk erofs", drivers(Target.KVM, Root.EROFS, true));
    assertEquals("virtio_net", drivers(Target.KVM, Root.EROFS, false));
    assertEquals("vmxnet3 vmw_pvscsi ext4", drivers(Target.VMWARE, Root.EXT4, true));
    assertEquals("virtio_net ena virtio_blk erofs", drivers(Target.CLOUD, Root.EROFS, true));
    assertEquals(
        "virtio_net virtio_blk ena vmxnet3 vmw_pvscsi erofs",
        drivers(Target.ANY, Root.EROFS, true));
  }

  @Test
  void thePowerButtonWaitsForTheService() {
    assertEquals("button", names(MachineRules.late(SHIPPED)));
  }

  private static String drivers(Target target, Root root, boolean disk) {
    return names(
        MachineRules.first(
            SHIPPED, new MachineConfig(target, Init.SMALL, root, OptionalLong.empty()), disk));
  }

  private static String names(MachineRules rules) {
    List<FileEntry> offered =
        Stream.of(
                "acpi/button",
                "block/virtio_blk",
                "net/ethernet/amazon/ena/ena",
                "net/virtio_net",
                "net/vmxnet3/vmxnet3",
                "scsi/vmw_pvscsi",
                "../fs/erofs/erofs",
                "../fs/ext4/ext4",
                "net/wireless/ath/ath")
            .map(
                path ->
                    FilePath.ROOT.resolveLink("/usr/lib/modules/6/kernel/drivers/" + path + ".ko"))
            .map(path -> FileEntry.regular(path, 0644, 0, 0, 1, Digest.of(path.value())))
            .toList();
    return String.join(
        " ",
        rules.choose(offered).keySet().stream()
            .map(file -> file.path().name().replace(".ko", ""))
            .toList());
  }

  @Test
  void machinesAreForOneArchitecture() {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> MachineStep.packages(request("arm64")));
    assertEquals("cannot write a machine for arm64", refused.getMessage());
    assertEquals(
        "Machines are written for amd64; leave out direct, qcow2, raw, vmdk.",
        refused.remedy().orElse(""));
  }

  @Test
  void aBaselineWithoutKernelIsNamed() {
    NotFound refused = assertThrows(NotFound.class, () -> MachineStep.packages(request("amd64")));
    assertTrue(refused.getMessage().startsWith("cannot write a machine: "), refused.getMessage());
    assertTrue(refused.getMessage().contains("linux-image-cloud-amd64"), refused.getMessage());
  }

  @Test
  void onlyFormatsThatBootWantAMachine() {
    assertTrue(MachineStep.isWanted(request("amd64")));
    BuildRequest plain = request("amd64");
    assertTrue(
        !MachineStep.isWanted(
            new BuildRequest(
                plain.blueprint().withFormats(List.of("oci", "tar")),
                plain.blueprintDigest(),
                plain.baseline(),
                plain.holds(),
                plain.rules())));
  }

  /** A lock holds what a build draws from; building from it must find the kernel again. */
  @Test
  void whatABuildDrawsFromIsEnoughToFindTheMachineAgain() throws IOException {
    List<IndexRecord> offered =
        records("p", "kmod", "unused", "busybox-static", "systemd-boot-efi");
    offered.addAll(records("linux-image-6-cloud-amd64", "Depends: kmod\n"));
    offered.addAll(records("linux-image-cloud-amd64", "Depends: linux-image-6-cloud-amd64\n"));
    BuildRequest request = request("amd64", offered);

    List<PackageId> drawn = ImageBuilder.drawsFrom(request);
    BuildRequest locked =
        request("amd64", offered.stream().filter(r -> drawn.contains(r.id())).toList());

    assertEquals(
        "busybox-static kmod linux-image-6-cloud-amd64 linux-image-cloud-amd64 p systemd-boot-efi",
        String.join(" ", drawn.stream().map(id -> id.name().value()).toList()));
    assertEquals(MachineStep.packages(request), MachineStep.packages(locked));
    assertTrue(
        MachineStep.packages(request).stream()
            .noneMatch(one -> one.id().name().value().equals("kmod")),
        "what the kernel depends on is not fetched");
  }

  private static List<IndexRecord> records(String... names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (name.startsWith("Depends:")) {
        text.insert(text.length() - 1, name);
      } else {
        text.append("Package: ").append(name).append("\nVersion: 1\nArchitecture: amd64\n");
        text.append("Filename: pool/").append(name).append(".deb\nSize: 1\nSHA256: ");
        text.append(Digest.of(name).hex()).append("\n\n");
      }
    }
    List<IndexRecord> records = new ArrayList<>();
    PackagesIndex.read(
        new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
        "index",
        records::add);
    return records;
  }

  private static BuildRequest request(String architecture) {
    return request(architecture, List.of());
  }

  private static BuildRequest request(String architecture, List<IndexRecord> offered) {
    Parsed parsed =
        assertInstanceOf(
            Parsed.class,
            BlueprintParser.parse(
                "name: web\npackages: [p]\nformats: [raw]\narchitecture: " + architecture + "\n"));
    return new BuildRequest(
        parsed.blueprint(),
        parsed.digest(),
        ArchiveBaseline.of(
            new Architecture(architecture),
            List.of(
                ArchiveBaseline.Offer.of(
                    URI.create("http://archive.example/"),
                    Digest.of("index"),
                    Instant.EPOCH,
                    offered))),
        List.of(),
        SHIPPED);
  }
}
