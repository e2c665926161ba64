package org.whittle.verification;

import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.elf.ElfFile;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.thinning.Probes;

/** Knows what the content of regular files asks of the system; for other files it knows nothing. */
public interface ProgramFacts {
  /** What the loader needs, if it is an ELF file. */
  Optional<ElfFile> elf(FileEntry file);

  /** What stands behind {@code #!}, arguments included, if it is a script. */
  Optional<String> interpreter(FileEntry file);

  /** Reads the content in the store, each once, and keeps beside it what was read. */
  static ProgramFacts of(BlobStore store, DerivedData derived) {
    Probes probes = new Probes(store::open, derived);
    return new ProgramFacts() {
      @Override
      public Optional<ElfFile> elf(FileEntry file) {
        return probes.of(file).elf();
      }

      @Override
      public Optional<String> interpreter(FileEntry file) {
        return probes.of(file).interpreter();
      }
    };
  }
}
