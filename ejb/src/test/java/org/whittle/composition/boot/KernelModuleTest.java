package org.whittle.composition.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;

class KernelModuleTest {
  @Test
  void readsWhatItDependsOn() {
    KernelModule module =
        KernelModule.read(file("virtio-rng"), elf("license=GPL\0depends=virtio,virtio-ring\0"));

    assertEquals("virtio_rng", module.name());
    assertEquals(List.of("virtio", "virtio_ring"), module.depends());
  }

  @Test
  void dependsOnNothingIfItSaysSo() {
    assertEquals(List.of(), KernelModule.read(file("a"), elf("depends=\0")).depends());
  }

  @Test
  void otherContentIsRefused() {
    assertEquals(
        "cannot read kernel module /usr/lib/modules/6/a.ko: it is no ELF file of 64 bits",
        refused("text".getBytes(StandardCharsets.UTF_8)));
    byte[] outside = elf("depends=\0");
    ByteBuffer.wrap(outside).order(ByteOrder.LITTLE_ENDIAN).putLong(40, 1 << 20);
    assertEquals(
        "cannot read kernel module /usr/lib/modules/6/a.ko: its sections lie outside of it",
        refused(outside));
    byte[] none = elf("depends=\0");
    ByteBuffer.wrap(none).order(ByteOrder.LITTLE_ENDIAN).putShort(60, (short) 0);
    assertEquals(
        "cannot read kernel module /usr/lib/modules/6/a.ko: it has no section .modinfo",
        refused(none));
  }

  private static String refused(byte[] content) {
    return assertThrows(Corrupted.class, () -> KernelModule.read(file("a"), content)).getMessage();
  }

  @Test
  void eachIsLoadedAfterThoseThatItDependsOn() {
    Map<String, byte[]> contents =
        Map.of(
            "net", elf("depends=bus,ring\0"),
            "bus", elf("depends=ring\0"),
            "ring", elf("depends=built_in\0"),
            "other", elf("depends=\0"));
    List<FileEntry> offered = contents.keySet().stream().map(KernelModuleTest::file).toList();

    List<LoadOrder.Loaded> order =
        LoadOrder.of(
            offered,
            List.of(file("net"), file("ring")),
            f -> Objects.requireNonNull(contents.get(KernelModule.nameOf(f))));

    assertEquals(
        List.of("ring", "bus", "net"), order.stream().map(l -> l.module().name()).toList());
    assertEquals(Optional.of("bus"), order.getFirst().by().map(KernelModule::name));
    assertEquals(Optional.empty(), order.getLast().by());
  }

  private static FileEntry file(String name) {
    return FileEntry.regular(
        new FilePath("/usr/lib/modules/6/" + name + ".ko"), 0644, 0, 0, 1, Digest.of(name));
  }

  /** The least that has a section of that name: header, two section headers, names, content. */
  static byte[] elf(String modinfo) {
    byte[] names = "\0.modinfo\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] info = modinfo.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[64 + 128 + names.length + info.length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, 0x464c457f).put(4, (byte) 2).putLong(40, 64);
    out.putShort(60, (short) 2).putShort(62, (short) 0);
    out.putLong(64 + 24, 192).putLong(64 + 32, names.length);
    out.putInt(128, 1).putLong(128 + 24, 192 + names.length).putLong(128 + 32, info.length);
    out.put(192, names).put(192 + names.length, info);
    return bytes;
  }
}
