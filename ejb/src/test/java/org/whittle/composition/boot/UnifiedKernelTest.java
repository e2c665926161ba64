package org.whittle.composition.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;

class UnifiedKernelTest {
  private static final int PE = 64;
  private static final int TABLE = PE + 24 + 240;

  @Test
  void addsSectionsBehindThoseOfTheStub() throws IOException {
    UnifiedKernel kernel =
        new UnifiedKernel(stub())
            .with(".cmdline", "quiet")
            .with(".linux", 3, () -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    kernel.write(out);

    byte[] bytes = out.toByteArray();
    ByteBuffer pe = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(kernel.size(), bytes.length);
    assertEquals(3, pe.getShort(PE + 6), "sections");
    assertEquals(".cmdline 5 at 0x3000 quiet", section(pe, bytes, 1));
    assertEquals(".linux 3 at 0x4000 \1\2\3", section(pe, bytes, 2));
    assertEquals(0x5000, pe.getInt(PE + 80), "size of the program in memory");
  }

  private static String section(ByteBuffer pe, byte[] bytes, int index) {
    int at = TABLE + 40 * index;
    int size = pe.getInt(at + 8);
    return "%s %d at 0x%x %s"
        .formatted(
            new String(bytes, at, 8, StandardCharsets.US_ASCII).replace("\0", ""),
            size,
            pe.getInt(at + 12),
            new String(bytes, pe.getInt(at + 20), size, StandardCharsets.US_ASCII));
  }

  @Test
  void refusesWhatIsNoStub() {
    assertEquals(
        "cannot write a unified kernel image: its stub is no PE file",
        assertThrows(Corrupted.class, () -> new UnifiedKernel(new byte[512])).getMessage());
    byte[] narrow = stub();
    narrow[PE + 24] = 0;
    assertEquals(
        "cannot write a unified kernel image: its stub is not of 64 bits",
        assertThrows(Corrupted.class, () -> new UnifiedKernel(narrow)).getMessage());
    UnifiedKernel full = new UnifiedKernel(stub());
    for (int i = 0; i < 20; i++) {
      full.with(".s" + i, "");
    }
    assertEquals(
        "cannot write a unified kernel image: its stub has no room for headers",
        assertThrows(Corrupted.class, () -> full.write(new ByteArrayOutputStream())).getMessage());
    UnifiedKernel shorter =
        new UnifiedKernel(stub()).with(".linux", 3, () -> new ByteArrayInputStream(new byte[] {1}));
    assertEquals(
        "cannot write a unified kernel image: section .linux has 1 bytes instead of 3",
        assertThrows(Corrupted.class, () -> shorter.write(new ByteArrayOutputStream()))
            .getMessage());
  }

  private static byte[] stub() {
    byte[] bytes = new byte[1500];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(60, PE).putInt(PE, 0x4550).putShort(PE + 6, (short) 1);
    out.putShort(PE + 20, (short) 240).putShort(PE + 24, (short) 0x20b);
    out.putInt(PE + 56, 512).putInt(PE + 60, 512).putInt(PE + 84, 1024);
    out.put(TABLE, ".text".getBytes(StandardCharsets.US_ASCII));
    out.putInt(TABLE + 8, 400).putInt(TABLE + 12, 0x2000).putInt(TABLE + 20, 1024);
    return bytes;
  }
}
