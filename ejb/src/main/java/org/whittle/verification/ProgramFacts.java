package org.whittle.verification;

import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.elf.ElfFile;

/** Knows what the content of regular files asks of the system; for other files it knows nothing. */
public interface ProgramFacts {
  /** What the loader needs, if it is an ELF file. */
  Optional<ElfFile> elf(FileEntry file);

  /** What stands behind {@code #!}, arguments included, if it is a script. */
  Optional<String> interpreter(FileEntry file);
}
