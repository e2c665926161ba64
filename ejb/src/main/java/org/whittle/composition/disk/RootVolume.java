package org.whittle.composition.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system that is ready to be written to a disk. */
interface RootVolume {
  long bytes();

  void write(OutputStream to) throws IOException;

  static RootVolume of(ErofsImage image) {
    return new RootVolume() {
      @Override
      public long bytes() {
        return image.bytes();
      }

      @Override
      public void write(OutputStream to) throws IOException {
        image.write(to);
      }
    };
  }

  /** A file system in a file. */
  static RootVolume of(Path file, long bytes) {
    return new RootVolume() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public void write(OutputStream to) throws IOException {
        Files.copy(file, to);
      }
    };
  }
}
