package org.whittle.format.elf;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one ELF file asks of the loader (System V ABI, "Object Files" and "Program Loading and
 * Dynamic Linking").
 *
 * @param bits 32 or 64
 * @param machine the number of {@code e_machine}, such as 62 for x86-64
 * @param interpreter path of {@code PT_INTERP}
 * @param soname {@code DT_SONAME}
 * @param needed {@code DT_NEEDED} in the file's order
 * @param rpath directories of {@code DT_RPATH}, not expanded; the loader ignores them beside a run
 *     path
 * @param runpath directories of {@code DT_RUNPATH}, not expanded
 */
public record ElfFile(
    int bits,
    int machine,
    Optional<String> interpreter,
    Optional<String> soname,
    List<String> needed,
    List<String> rpath,
    List<String> runpath) {

  /** Copies the lists. */
  public ElfFile {
    needed = List.copyOf(needed);
    rpath = List.copyOf(rpath);
    runpath = List.copyOf(runpath);
  }

  /** Whether the loader can put both into one process: same class and machine. */
  public boolean fits(ElfFile other) {
    return bits == other.bits && machine == other.machine;
  }

  /** Writes a compact form for {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(bits);
    out.writeShort(machine);
    writeList(out, interpreter.stream().toList());
    writeList(out, soname.stream().toList());
    writeList(out, needed);
    writeList(out, rpath);
    writeList(out, runpath);
  }

  /** Reads what {@link #write} wrote. */
  public static ElfFile read(DataInput in) throws IOException {
    return new ElfFile(
        in.readUnsignedByte(),
        in.readUnsignedShort(),
        readList(in).stream().findFirst(),
        readList(in).stream().findFirst(),
        readList(in),
        readList(in),
        readList(in));
  }

  private static void writeList(DataOutput out, List<String> texts) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readList(DataInput in) throws IOException {
    int count = in.readUnsignedShort();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
