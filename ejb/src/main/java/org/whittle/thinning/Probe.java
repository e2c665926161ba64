package org.whittle.thinning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.whittle.format.elf.ElfFile;

/**
 * What a file's content asks of the system to be run.
 *
 * @param elf what the loader needs, if it is an ELF file
 * @param interpreter the line behind {@code #!}, if it is a script
 */
public record Probe(Optional<ElfFile> elf, Optional<String> interpreter) {
  /** Neither: plain data. */
  static final Probe DATA = new Probe(Optional.empty(), Optional.empty());

  byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (elf.isPresent()) {
        out.writeByte('E');
        elf.get().write(out);
      } else if (interpreter.isPresent()) {
        out.writeByte('#');
        out.writeUTF(interpreter.get());
      } else {
        out.writeByte('-');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array has no faults", e);
    }
    return bytes.toByteArray();
  }

  /** Reads the encoded form; empty if it is not whole: then the file is probed again. */
  static Optional<Probe> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case 'E' -> Optional.of(new Probe(Optional.of(ElfFile.read(in)), Optional.empty()));
        case '#' -> Optional.of(new Probe(Optional.empty(), Optional.of(in.readUTF())));
        case '-' -> Optional.of(DATA);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
