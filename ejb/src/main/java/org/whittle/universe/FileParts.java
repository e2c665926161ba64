package org.whittle.universe;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whittle.format.deb.IndexCompression;

/** Cuts the file of an index at blank lines, so that several threads can read it. */
final class FileParts {
  /** Smaller files are not worth a second thread. */
  private static final long LEAST = 1 << 20;

  /** More threads gain little, since what they read has to be joined. */
  private static final int MOST = 4;

  /** How much smaller an index is when it is compressed. */
  private static final int RATIO = 5;

  private static final int WINDOW = 1 << 16;

  private FileParts() {}

  /** The parts of a file, as many as can be read at once; a compressed one is a single part. */
  static List<IndexText> of(Path file) throws IOException {
    if (!isPlain(file)) {
      return List.of(() -> IndexCompression.open(file.toString(), Files.newInputStream(file)));
    }
    long size = Files.size(file);
    int most = Math.min(Runtime.getRuntime().availableProcessors(), MOST);
    List<IndexText> parts = new ArrayList<>();
    long start = 0;
    try (RandomAccessFile text = new RandomAccessFile(file.toFile(), "r")) {
      for (int i = 1; i < most && size >= LEAST; i++) {
        long cut = behindBlankLine(text, size / most * i);
        if (cut > start) {
          parts.add(part(file, start, cut));
          start = cut;
        }
      }
    }
    parts.add(part(file, start, Long.MAX_VALUE));
    return parts;
  }

  /** About how many bytes of text a file holds. */
  static long size(Path file) throws IOException {
    long size = Files.size(file);
    return isPlain(file) ? size : RATIO * size;
  }

  private static boolean isPlain(Path file) {
    return IndexCompression.of(file.toString()) == IndexCompression.NONE;
  }

  private static IndexText part(Path file, long from, long to) {
    return () -> new Range(file, from, to);
  }

  /** The first place behind a blank line from a place on; -1 if there is none near. */
  private static long behindBlankLine(RandomAccessFile text, long from) throws IOException {
    byte[] window = new byte[WINDOW];
    text.seek(from);
    int size = text.read(window);
    for (int i = 1; i < size; i++) {
      if (window[i] == '\n' && window[i - 1] == '\n') {
        return from + i + 1;
      }
    }
    return -1;
  }

  /** A range of a file. */
  private static final class Range extends InputStream {
    private final FileInputStream in;
    private long left;

    Range(Path file, long from, long to) throws IOException {
      in = new FileInputStream(file.toFile());
      left = to - from;
      in.skipNBytes(from);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(buffer, from, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
