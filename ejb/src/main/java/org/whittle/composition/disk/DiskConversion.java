package org.whittle.composition.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.composition.tool.SystemTool;
import org.whittle.kernel.Corrupted;

/** Turns a raw disk into another form by QEMU's tool. */
enum DiskConversion {
  QCOW2("qcow2", List.of("-c")) {
    @Override
    void identify(Path file, DiskIdentity identity) {
      // QEMU's form has no identifier.
    }
  },
  VMDK("vmdk", List.of("-o", "subformat=streamOptimized,adapter_type=lsilogic")) {
    @Override
    void identify(Path file, DiskIdentity identity) throws IOException {
      int id = identity.number("content");
      // All ones means that there is no parent.
      setContentId(file, id == -1 ? 1 : id);
    }
  };

  private static final SystemTool TOOL = new SystemTool("qemu-img", "qemu-utils");
  private static final int DESCRIPTOR = 512;
  private static final int DESCRIPTOR_BYTES = 1024;
  private static final Pattern CONTENT_ID = Pattern.compile("(?m)^CID=([0-9a-f]{8}|[0-9a-f]+)$");

  private final String format;

  @SuppressWarnings("ImmutableEnumChecker") // It is List.of: the checker knows Guava's lists only.
  private final List<String> options;

  DiskConversion(String format, List<String> options) {
    this.format = format;
    this.options = options;
  }

  static DiskConversion of(DiskFormat format) {
    return valueOf(format.name());
  }

  /**
   * Writes a new file. One thread of work, in order: the same disk gives the same bytes.
   *
   * @throws org.whittle.kernel.Unavailable if the tool is missing or fails
   */
  void convert(Path raw, Path file, DiskIdentity identity) throws IOException {
    List<String> arguments =
        new java.util.ArrayList<>(List.of("convert", "-m", "1", "-f", "raw", "-O", format));
    arguments.addAll(options);
    arguments.addAll(List.of(raw.toString(), file.toString()));
    TOOL.run("the " + format + " disk", arguments, Map.of());
    identify(file, identity);
  }

  /** Replaces what the tool has drawn at random. */
  abstract void identify(Path file, DiskIdentity identity) throws IOException;

  private static void setContentId(Path file, int id) throws IOException {
    try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] bytes = new byte[DESCRIPTOR_BYTES];
      disk.seek(DESCRIPTOR);
      disk.readFully(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Matcher found = CONTENT_ID.matcher(text);
      if (!found.find()) {
        throw new Corrupted("cannot write the vmdk disk: its description has no CID");
      }
      String known = String.format(Locale.ROOT, "%08x", id);
      // The tool leaves out leading zeros: what follows moves by as much, over zeros at the end.
      String replaced = text.substring(0, found.start(1)) + known + text.substring(found.end(1));
      disk.seek(DESCRIPTOR);
      disk.write(replaced.getBytes(StandardCharsets.ISO_8859_1), 0, DESCRIPTOR_BYTES);
    }
  }
}
