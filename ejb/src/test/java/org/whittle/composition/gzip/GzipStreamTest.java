package org.whittle.composition.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.kernel.Digest;

class GzipStreamTest {
  private static final int PIECE = GzipStream.PIECE;

  private static byte[] gzip(byte[] plain) throws IOException {
    return new GzipStream(new ByteArrayInputStream(plain), Runnable::run).readAllBytes();
  }

  private static byte[] gunzip(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  /** Words of few letters, so that there are matches of all lengths and distances. */
  private static byte[] words(int size, int letters, long seed) {
    Random random = new Random(seed);
    byte[] text = new byte[size];
    int at = 0;
    while (at < size) {
      boolean repeat = at > 0 && random.nextInt(3) > 0;
      int length = Math.min(size - at, 1 + random.nextInt(random.nextInt(20) == 0 ? 600 : 12));
      int from = repeat ? random.nextInt(at) : 0;
      for (int i = 0; i < length; i++, at++) {
        text[at] = repeat ? text[from + i] : (byte) random.nextInt(letters);
      }
    }
    return text;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 100, 65_535, 65_536, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7})
  void othersReadWhatWasWritten(int size) throws IOException {
    for (int letters : List.of(1, 2, 30, 256)) {
      byte[] plain = words(size, letters, 31L * size + letters);
      assertArrayEquals(plain, gunzip(gzip(plain)), letters + " letters");
    }
  }

  @Test
  void manyRandomContentsSurvive() throws IOException {
    Random random = new Random(5);
    for (int run = 0; run < 300; run++) {
      byte[] plain = words(random.nextInt(5000), 1 + random.nextInt(256), run);
      assertArrayEquals(plain, gunzip(gzip(plain)), "run " + run);
    }
  }

  @Test
  void noiseGrowsByLittle() throws IOException {
    byte[] noise = new byte[PIECE + 100];
    new Random(1).nextBytes(noise);

    byte[] packed = gzip(noise);

    assertArrayEquals(noise, gunzip(packed));
    assertTrue(packed.length < noise.length + noise.length / 1000, () -> packed.length + " bytes");
  }

  @Test
  void aPieceRefersToTheOneBefore() throws IOException {
    byte[] noise = new byte[Deflate.WINDOW / 2];
    new Random(1).nextBytes(noise);
    byte[] plain = Arrays.copyOf(new byte[PIECE - noise.length], PIECE + noise.length);
    System.arraycopy(noise, 0, plain, PIECE - noise.length, noise.length);
    System.arraycopy(noise, 0, plain, PIECE, noise.length);

    byte[] packed = gzip(plain);

    assertArrayEquals(plain, gunzip(packed));
    assertTrue(packed.length < noise.length + 4000, () -> packed.length + " bytes");
  }

  @Test
  void symbolsOfVeryDifferentFrequencyHaveCodesThatAreNotTooLong() throws IOException {
    List<Byte> text = new ArrayList<>();
    int a = 1;
    int b = 1;
    for (int letter = 0; letter < 22; letter++) {
      for (int i = 0; i < a; i++) {
        text.add((byte) (letter * 11));
      }
      int next = a + b;
      a = b;
      b = next;
    }
    Collections.shuffle(text, new Random(3));
    byte[] plain = new byte[text.size()];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = text.get(i);
    }
    assertArrayEquals(plain, gunzip(gzip(plain)));
  }

  @Test
  void theBytesAreFixedWhateverTheNumberOfThreads() throws IOException {
    byte[] plain = words(5 * PIECE + 11, 20, 8);
    byte[] alone = gzip(plain);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try {
      GzipStream together = new GzipStream(new ByteArrayInputStream(plain), workers);
      assertArrayEquals(alone, together.readAllBytes());
    } finally {
      workers.shutdownNow();
    }
    assertEquals("64a931e3c35e", Digest.of(alone).shortHex());
  }

  @Test
  void emptyContentIsTheShortestStream() throws IOException {
    assertEquals(20, gzip(new byte[0]).length);
  }

  @Test
  void whoClosesItEarlyClosesTheSource() throws IOException {
    boolean[] closed = {false};
    InputStream source =
        new ByteArrayInputStream(new byte[PIECE]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (GzipStream stream = new GzipStream(source, Runnable::run)) {
      assertEquals(0x1f, stream.read());
    }
    assertTrue(closed[0]);
  }

  @Test
  void aSourceThatFailsIsNotWrittenAsIfItHadEnded() {
    IOException gone = new IOException("the disk is gone");
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw gone;
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                throw gone;
              }
            });
    IOException failure =
        assertThrows(IOException.class, () -> new GzipStream(broken, Runnable::run).readAllBytes());
    assertEquals("the disk is gone", failure.getMessage());
  }

  @Test
  void readingByteByByteGivesTheSame() throws IOException {
    byte[] plain = "some text, some more text".getBytes(StandardCharsets.US_ASCII);
    GzipStream stream = new GzipStream(new ByteArrayInputStream(plain), Runnable::run);
    byte[] packed = gzip(plain);
    for (byte b : packed) {
      assertEquals(b & 0xff, stream.read());
    }
    assertEquals(-1, stream.read());
  }
}
