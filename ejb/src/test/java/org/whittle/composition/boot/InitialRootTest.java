package org.whittle.composition.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.blueprint.MachineConfig;
import org.whittle.composition.TreeBuilder;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.ThinTree;

class InitialRootTest {
  private static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

  private final TreeBuilder tree =
      new TreeBuilder()
          .pack("p")
          .dir("/run/p", 0750)
          .dir("/var/lib/p", 0700)
          .file("/usr/bin/p", 0755, "program")
          .link("/bin", "usr/bin")
          .file("/etc/passwd", 0644, "root:*:0:0::/root:/bin/sh\np:*:123:124::/:/x\n");
  private final MemoryBlobStore store = new MemoryBlobStore();

  @Test
  void theWholeImageIsInItWithWhatStartsIt() throws IOException {
    ThinTree image = image();
    Map<String, String> files = unpack(whole(image));

    assertEquals("100755 program", files.get("usr/bin/p"));
    assertEquals("120777 usr/bin", files.get("bin"));
    assertEquals("120777 /run/resolv.conf", files.get("etc/resolv.conf"));
    assertEquals("100644 net.ko\n", files.get("run/machine/order"));
    assertEquals("100644 driver", files.get("run/machine/modules/net.ko"));
    assertEquals("120777 ../busybox", files.get("run/machine/bin/sh"));
    assertTrue(String.valueOf(files.get("init")).startsWith("100755 #!/run/machine/busybox sh\n"));
    assertTrue(!files.containsKey("run/machine/root"), "there is no other root");
    assertArrayEquals(whole(image), whole(image));
  }

  @Test
  void theServiceRunsAsItsUserWithItsEnvironment() throws IOException {
    assertEquals(
        """
        100755 #!/run/machine/busybox sh
        cd '/srv'
        exec env -i 'MOTTO=it'\\''s thin' 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin\
        :/sbin:/bin' /run/machine/busybox start-stop-daemon -S -p /run/machine/none -c '123:124'\
         -x '/usr/bin/p' -- '-v'
        """,
        unpack(whole(image())).get("run/machine/service"));
  }

  @Test
  void aRootOnADiskIsFoundByItsPartitionAndGetsPlacesToWriteTo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new InitialRoot(machine(), blueprint("[/usr/bin/p]", "p"), store)
        .writeFinding(new DiskRoot("root-1", MachineConfig.Root.EROFS), image(), DATE, out);
    Map<String, String> files = unpack(out.toByteArray());

    assertEquals(
        "100644 partition=root-1\ntype=erofs\noptions=ro\n", files.get("run/machine/root"));
    assertEquals(
        """
        100644 directory 750 0:0 '/run/p'
        memory 700 0:0 '/var/lib/p'
        memory 1777 0:0 '/tmp'
        """,
        files.get("run/machine/places"));
    assertEquals("100644 disk.ko\nnet.ko\n", files.get("run/machine/order"));
    assertTrue(!files.containsKey("usr/bin/p"));
  }

  @Test
  void systemdIsHandedTheServiceTheNetworkAndThePowerButtonAsUnits() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new InitialRoot(machine(), blueprint("[/usr/bin/p]", "p", "{init: systemd}"), store)
        .writeWhole(image(), DATE, out);
    Map<String, String> files = unpack(out.toByteArray());
    String units = "run/machine/units/";

    assertTrue(text(files, "run/machine/start").endsWith("exec /usr/lib/systemd/systemd\n"));
    assertEquals(
        "120777 /usr/lib/systemd/system/multi-user.target", files.get(units + "default.target"));
    assertEquals("120777 ../web.service", files.get(units + "multi-user.target.wants/web.service"));
    assertTrue(
        text(files, units + "web.service")
            .endsWith("\nExecStart=/run/machine/busybox sh /run/machine/service\n"));
    assertTrue(files.containsKey(units + "network-online.target.wants/machine-network.service"));
    assertTrue(files.containsKey(units + "multi-user.target.wants/machine-power.service"));
    assertEquals("100644 ", files.get("etc/machine-id"));
  }

  @Test
  void aMachineOfTheSmallInitHasNothingOfSystemd() throws IOException {
    Map<String, String> files = unpack(whole(image()));

    assertTrue(files.keySet().stream().noneMatch(path -> path.contains("units")));
    assertTrue(!files.containsKey("etc/machine-id"));
  }

  private static String text(Map<String, String> files, String path) {
    return String.valueOf(files.get(path));
  }

  @Test
  void anImageWithoutACommandIsNoMachine() {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () ->
                new InitialRoot(machine(), blueprint("[]", ""), store)
                    .writeWhole(image(), DATE, new ByteArrayOutputStream()));
    assertEquals(
        "cannot write a machine: the blueprint does not say what is to be started",
        refused.getMessage());
  }

  @Test
  void anUnknownUserIsRefused() {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () ->
                new InitialRoot(machine(), blueprint("[/usr/bin/p]", "q"), store)
                    .writeWhole(image(), DATE, new ByteArrayOutputStream()));
    assertEquals("cannot write a machine: the image has no user q", refused.getMessage());
  }

  private ThinTree image() {
    tree.fill(store);
    return tree.tree();
  }

  private byte[] whole(ThinTree image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new InitialRoot(machine(), blueprint("[/usr/bin/p, -v]", "p"), store)
        .writeWhole(image, DATE, out);
    return out.toByteArray();
  }

  private Machine machine() {
    FileEntry network = stored("/usr/lib/modules/6/net.ko", "driver");
    return new Machine(
        stored("/boot/vmlinuz-6", "kernel"),
        "6",
        stored("/stub", "stub"),
        stored("/usr/bin/busybox", "busybox"),
        List.of(stored("/usr/lib/modules/6/disk.ko", "driver"), network),
        List.of(network),
        List.of(),
        ThinTree.ofFiles(List.of()),
        List.of());
  }

  private FileEntry stored(String path, String content) {
    Digest digest =
        store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))).digest();
    return FileEntry.regular(new FilePath(path), 0644, 0, 0, content.length(), digest);
  }

  private static Blueprint blueprint(String command, String user) {
    return blueprint(command, user, "{init: small}");
  }

  private static Blueprint blueprint(String command, String user, String machine) {
    String yaml =
        """
        name: web
        packages: [p]
        image:
          entrypoint: %s
          user: "%s"
          environment: {MOTTO: it's thin}
          working-directory: /srv
          writable: [/var/lib/p]
        machine: %s
        """
            .formatted(command, user.isEmpty() ? "0:0" : user, machine);
    return ((Parsed) BlueprintParser.parse(yaml)).blueprint();
  }

  /** Path to mode and content, read by the format's own description. */
  private static Map<String, String> unpack(byte[] archive) throws IOException {
    byte[] cpio;
    if (archive[0] == '0') {
      cpio = archive;
    } else {
      try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(archive))) {
        cpio = in.readAllBytes();
      }
    }
    Map<String, String> files = new TreeMap<>();
    for (int at = 0; at < cpio.length; ) {
      int size = field(cpio, at, 6);
      int name = field(cpio, at, 11);
      int data = at + 110 + name + (-(110 + name) & 3);
      String path = new String(cpio, at + 110, name - 1, StandardCharsets.UTF_8);
      files.put(
          path,
          Integer.toOctalString(field(cpio, at, 1))
              + " "
              + new String(cpio, data, size, StandardCharsets.UTF_8));
      at = data + size + (-size & 3);
    }
    assertTrue(files.containsKey("TRAILER!!!"));
    return files;
  }

  private static int field(byte[] cpio, int at, int index) {
    return Integer.parseInt(new String(cpio, at + 6 + 8 * index, 8, StandardCharsets.US_ASCII), 16);
  }
}
