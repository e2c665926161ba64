package org.whittle.format.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;

class ElfReaderTest {
  private static final TestElf FULL =
      TestElf.x86()
          .interpreter("/lib64/ld-linux-x86-64.so.2")
          .soname("libx.so.1")
          .needs("libc.so.6", "libm.so.6")
          .rpath("/old")
          .runpath("$ORIGIN/../lib:/opt/lib");

  private static ElfFile read(byte[] bytes) throws IOException {
    return ElfReader.read(() -> new ByteArrayInputStream(bytes));
  }

  @Test
  void readsAllThatTheLoaderLooksFor() throws IOException {
    assertEquals(
        new ElfFile(
            64,
            62,
            Optional.of("/lib64/ld-linux-x86-64.so.2"),
            Optional.of("libx.so.1"),
            List.of("libc.so.6", "libm.so.6"),
            List.of("/old"),
            List.of("$ORIGIN/../lib", "/opt/lib")),
        read(FULL.bytes()));
  }

  @Test
  void readsBothByteOrdersOf32Bits() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ElfFile elf = read(TestElf.narrow(order).machine(8).needs("libc.so.6").bytes());
      assertEquals(List.of("libc.so.6"), elf.needed());
      assertEquals(32, elf.bits());
      assertEquals(8, elf.machine());
    }
  }

  @Test
  void aStaticProgramNeedsNothing() throws IOException {
    ElfFile elf = read(TestElf.x86().bytes());
    assertEquals(List.of(), elf.needed());
    assertEquals(Optional.empty(), elf.interpreter());
  }

  @Test
  void theCompactFormKeepsEverything() throws IOException {
    ElfFile elf = read(FULL.bytes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    elf.write(new DataOutputStream(bytes));
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
    assertEquals(elf, ElfFile.read(new DataInputStream(in)));
  }

  @Test
  void hostileNumbersAreRefused() {
    refused("the file does not begin as an ELF file", b -> b.put(1, (byte) 'X'));
    refused("class 9 is unknown", b -> b.put(4, (byte) 9));
    refused("byte order 0 is unknown", b -> b.put(5, (byte) 0));
    refused(
        "the segment table at 1099511627776 lies outside the file", b -> b.putLong(32, 1L << 40));
    refused(
        "the segment table at 18446744073709551615 lies outside the file", b -> b.putLong(32, -1));
    refused("65535 segment headers of 56 bytes", b -> b.putShort(56, (short) -1));
    refused("3 segment headers of 8 bytes", b -> b.putShort(54, (short) 8));
    refused("dynamic section of 4294967296 bytes", b -> b.putLong(64 + 112 + 32, 1L << 32));
    refused("the string table is in no loaded segment", b -> b.putInt(64 + 56, 0));
    refused("the interpreter at 9999 lies outside the file", b -> b.putLong(64 + 8, 9999));
  }

  @Test
  void aTruncatedFileIsRefused() {
    byte[] bytes = FULL.bytes();
    Corrupted refusal =
        assertThrows(Corrupted.class, () -> read(Arrays.copyOf(bytes, bytes.length - 20)));
    assertEquals(
        "cannot read ELF data: the dynamic section at 320 lies outside the file",
        refusal.getMessage());
  }

  private static void refused(String why, Consumer<ByteBuffer> change) {
    byte[] bytes = FULL.bytes();
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Corrupted refusal = assertThrows(Corrupted.class, () -> read(bytes));
    assertEquals("cannot read ELF data: " + why, refusal.getMessage());
  }

  @Property(tries = 2000)
  void anyDamageIsReadOrRefused(@ForAll @IntRange(max = 400) int at, @ForAll byte value)
      throws IOException {
    byte[] bytes = FULL.bytes();
    bytes[at % bytes.length] = value;
    try {
      read(bytes);
    } catch (Corrupted refused) {
      assertEquals(0, refused.getMessage().indexOf("cannot read ELF data: "));
    }
  }
}
