package org.whittle.format.elf;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of one file from their start, as often as asked; the reader closes them. */
@FunctionalInterface
public interface ElfSource {
  /** A new stream at the first byte. */
  InputStream open() throws IOException;
}
