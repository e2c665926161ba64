package org.whittle.composition.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Corrupted;

/**
 * A driver of the kernel.
 *
 * @param name as the kernel knows it: of its file, with underscores
 * @param depends names of the modules that have to be loaded before
 */
public record KernelModule(String name, FileEntry file, List<String> depends) {
  private static final String SUFFIX = ".ko";
  private static final int HEADER = 64;
  private static final int SECTION = 64;
  private static final int MAX_SECTIONS = 4096;

  /** Copies the list. */
  public KernelModule {
    depends = List.copyOf(depends);
  }

  /** Whether a file is a module, by its name. */
  public static boolean is(FileEntry file) {
    return file.content().isPresent()
        && file.path().value().startsWith("/usr/lib/modules/")
        && file.path().name().endsWith(SUFFIX);
  }

  /** The name under which the kernel knows what is in the file. */
  public static String nameOf(FileEntry file) {
    String name = file.path().name();
    return name.substring(0, name.length() - SUFFIX.length()).replace('-', '_');
  }

  /**
   * Reads what a module says of itself in its section {@code .modinfo} (modinfo(8)).
   *
   * @throws Corrupted if the content is no module for 64 bits
   */
  public static KernelModule read(FileEntry file, byte[] content) {
    List<String> depends =
        modinfo(file, content)
            .filter(line -> line.startsWith("depends="))
            .flatMap(line -> Stream.of(line.substring("depends=".length()).split(",")))
            .filter(name -> !name.isEmpty())
            .map(name -> name.replace('-', '_'))
            .toList();
    return new KernelModule(nameOf(file), file, depends);
  }

  private static Stream<String> modinfo(FileEntry file, byte[] content) {
    ByteBuffer elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER || elf.getInt(0) != 0x464c457f || elf.get(4) != 2) {
      throw corrupted(file, "it is no ELF file of 64 bits");
    }
    try {
      int sections = Math.toIntExact(elf.getLong(40));
      int count = Math.min(Short.toUnsignedInt(elf.getShort(60)), MAX_SECTIONS);
      int names = section(elf, sections + SECTION * Short.toUnsignedInt(elf.getShort(62)));
      for (int i = 0; i < count; i++) {
        int header = sections + SECTION * i;
        if (text(content, names + elf.getInt(header), ".modinfo".length()).equals(".modinfo")) {
          int size = Math.toIntExact(elf.getLong(header + 32));
          return Stream.of(text(content, section(elf, header), size).split("\0"));
        }
      }
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw corrupted(file, "its sections lie outside of it");
    }
    throw corrupted(file, "it has no section .modinfo");
  }

  /** Where the content of a section begins. */
  private static int section(ByteBuffer elf, int header) {
    return Math.toIntExact(elf.getLong(header + 24));
  }

  private static String text(byte[] content, int offset, int length) {
    return new String(content, offset, length, StandardCharsets.ISO_8859_1);
  }

  private static Corrupted corrupted(FileEntry file, String why) {
    return new Corrupted("cannot read kernel module " + file.path() + ": " + why);
  }
}
