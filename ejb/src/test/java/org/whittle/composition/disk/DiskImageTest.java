package org.whittle.composition.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.composition.TreeBuilder;
import org.whittle.composition.boot.Machine;
import org.whittle.composition.tool.SystemTool;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.ThinTree;

/** Disks are read by the tools of others where these are installed. */
class DiskImageTest {
  private static final Instant DATE = Instant.parse("2026-01-02T03:04:06Z");
  private static final Digest INPUT = Digest.of("input");

  @TempDir Path folder;
  private final MemoryBlobStore store = new MemoryBlobStore();

  @Test
  void bothTablesSayTheSameAndTheirSumsAreRight() throws IOException {
    byte[] disk = Files.readAllBytes(write("raw", "", DiskFormat.RAW));
    ByteBuffer bytes = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
    int last = disk.length - 512;

    assertEquals(0x55, disk[510]);
    for (int header : new int[] {512, last}) {
      assertEquals("EFI PART", new String(disk, header, 8, StandardCharsets.US_ASCII));
      assertEquals(bytes.getInt(header + 16), crcWithoutItself(disk, header));
      int entries = (int) bytes.getLong(header + 72) * 512;
      assertEquals(bytes.getInt(header + 88), crc(disk, entries, 128 * 128));
      assertEquals(
          "root-" + INPUT.shortHex(),
          new String(disk, entries + 128 + 56, 34, StandardCharsets.UTF_16LE));
    }
    assertEquals(last / 512, bytes.getLong(512 + 32));
    assertEquals(1, bytes.getLong(last + 32));
  }

  private static int crcWithoutItself(byte[] disk, int header) {
    byte[] copy = java.util.Arrays.copyOfRange(disk, header, header + 92);
    java.util.Arrays.fill(copy, 16, 20, (byte) 0);
    return crc(copy, 0, 92);
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  @Test
  void identifiersAreThoseOfTheInput() {
    DiskIdentity one = new DiskIdentity(INPUT);

    assertEquals(one.uuid("disk"), new DiskIdentity(INPUT).uuid("disk"));
    assertNotEquals(one.uuid("disk"), one.uuid("root volume"));
    assertNotEquals(one.uuid("disk"), new DiskIdentity(Digest.of("other")).uuid("disk"));
    assertEquals(8, one.uuid("disk").version());
    assertEquals(2, one.uuid("disk").variant());
  }

  @Test
  void theFirmwaresVolumeHoldsTheKernel() throws Exception {
    assumeTrue(new SystemTool("mcopy", "mtools").find().isPresent(), "mtools is not installed");
    Path disk = write("raw", "", DiskFormat.RAW);
    Path kernel = folder.resolve("kernel.efi");

    run("mcopy", "-i", disk + "@@1M", "::/EFI/BOOT/BOOTX64.EFI", kernel.toString());

    String text = Files.readString(kernel, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("the kernel"), "the kernel is in it");
    assertTrue(text.contains("console=ttyS0"), "its arguments are in it");
    assertTrue(run("mdir", "-i", disk + "@@1M", "::/EFI/BOOT").contains("2026-01-02   3:04"));
  }

  @Test
  void aRootThatIsReadHoldsTheTree() throws Exception {
    assumeTrue(
        new SystemTool("fsck.erofs", "erofs-utils").find().isPresent(),
        "erofs-utils is not installed");
    Path root = cutRoot(write("raw", "", DiskFormat.RAW));

    run("fsck.erofs", "--extract=" + folder.resolve("out"), root.toString());

    assertEquals("program", Files.readString(folder.resolve("out/usr/bin/p")));
    assertEquals("program", Files.readString(folder.resolve("out/usr/bin/same")));
    assertEquals(Path.of("usr/bin"), Files.readSymbolicLink(folder.resolve("out/bin")));
    for (int i = 0; i < 600; i++) {
      assertEquals("", Files.readString(folder.resolve("out/many/file-with-a-name-" + i)));
    }
    assertTrue(
        run("dump.erofs", "--path=/var/p", root.toString()).contains("Uid: 12"), "it has owners");
  }

  @Test
  void aRootThatIsWrittenHoldsTheTreeAndIsTheSameEachTime() throws Exception {
    assumeTrue(new SystemTool("mke2fs", "e2fsprogs").find().isPresent(), "no e2fsprogs");
    Path one = write("one", "machine: {root: ext4, size: 40MB}", DiskFormat.RAW);
    Path other = write("a-longer-name", "machine: {root: ext4, size: 40MB}", DiskFormat.RAW);
    assertEquals(-1, Files.mismatch(one, other));

    Path root = cutRoot(one);
    run("e2fsck", "-f", "-n", root.toString());
    String stat = run("debugfs", "-R", "stat /var/p", root.toString());
    assertTrue(stat.contains("User:    12   Group:    34"), stat);
    assertTrue(stat.contains("Mode:  0750"), stat);
    assertTrue(stat.contains("Fri Jan  2 03:04:06 2026"), stat);
    assertEquals(
        "program",
        run("debugfs", "-R", "cat /usr/bin/p", root.toString())
            .lines()
            .filter(l -> !l.startsWith("debugfs"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void aRootThatIsTooSmallIsRefused() {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () -> write("raw", "machine: {root: ext4, size: 2MB}", DiskFormat.RAW));
    assertEquals(
        "cannot write the root: its files need 12 MB, the blueprint gives it 1 MB",
        refused.getMessage());
  }

  @Test
  void otherFormsHoldTheSameDiskAndAreTheSameEachTime() throws Exception {
    assumeTrue(new SystemTool("qemu-img", "qemu-utils").find().isPresent(), "no qemu-utils");
    Path raw = write("disk.raw", "", DiskFormat.RAW);
    for (DiskFormat format : List.of(DiskFormat.QCOW2, DiskFormat.VMDK)) {
      Path first = write("first/disk", "", format);
      Path second = write("second/disk", "", format);

      assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second), format.name());
      run("qemu-img", "compare", raw.toString(), first.toString());
    }
  }

  private Path write(String name, String machine, DiskFormat format) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Path scratch = Files.createTempDirectory(folder, "scratch");
    Machine parts =
        new Machine(
            stored("/boot/vmlinuz-6", "the kernel".getBytes(StandardCharsets.UTF_8)),
            "6",
            stored("/stub", stub()),
            stored("/busybox", new byte[] {1}),
            List.of(),
            List.of(),
            List.of(),
            ThinTree.ofFiles(List.of()),
            List.of());
    ThinTree image = image();
    new DiskImage(parts, blueprint(machine), INPUT, DATE, store, scratch)
        .write(image, format, file);
    return file;
  }

  private ThinTree image() {
    TreeBuilder tree =
        new TreeBuilder()
            .pack("p")
            .file("/usr/bin/p", 0755, "program")
            .file("/usr/bin/same", 0644, "program")
            .link("/bin", "usr/bin");
    for (int i = 0; i < 600; i++) {
      tree.file("/many/file-with-a-name-" + i, 0600, "");
    }
    tree.own().add(FileEntry.directory(new FilePath("/var/p"), 0750, 12, 34)).fill(store);
    return tree.tree();
  }

  private static Blueprint blueprint(String machine) {
    return ((Parsed)
            BlueprintParser.parse(
                "name: web\npackages: [p]\nimage: {entrypoint: [/usr/bin/p]}\n" + machine + "\n"))
        .blueprint();
  }

  private FileEntry stored(String path, byte[] content) {
    Digest digest = store.put(new ByteArrayInputStream(content)).digest();
    return FileEntry.regular(new FilePath(path), 0644, 0, 0, content.length, digest);
  }

  private static byte[] stub() {
    byte[] bytes = new byte[1500];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(60, 64).putInt(64, 0x4550).putShort(64 + 20, (short) 240);
    out.putShort(64 + 24, (short) 0x20b).putInt(64 + 56, 512).putInt(64 + 60, 512);
    out.putInt(64 + 84, 1024);
    return bytes;
  }

  /** The bytes of the second partition. */
  private Path cutRoot(Path disk) throws IOException {
    byte[] bytes = Files.readAllBytes(disk);
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int first = (int) table.getLong(1024 + 128 + 32) * 512;
    int end = (int) (table.getLong(1024 + 128 + 40) + 1) * 512;
    Path root = folder.resolve("cut-" + UUID.nameUUIDFromBytes(bytes));
    return Files.write(root, java.util.Arrays.copyOfRange(bytes, first, end));
  }

  private static String run(String... line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("TZ", "UTC");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (a, b) -> a + ":" + b);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
