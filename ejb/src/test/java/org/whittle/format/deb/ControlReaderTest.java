package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.InvalidInput;

class ControlReaderTest {
  @Test
  void stanzasHaveFieldsInOrderWithTheirLines() throws IOException {
    ControlReader reader =
        reader(
            """

            # a comment
            Package: nginx
            DEPENDS:  libc6,\s\s
              zlib1g\s
            # inside of a field
            \t, perl
            SHA256:
             aa 1 main/x

            \s
            Package: redis\
            """);

    Stanza first = reader.next().orElseThrow();
    assertEquals(List.of("Package", "DEPENDS", "SHA256"), first.names());
    assertEquals(Optional.of("nginx"), first.get("package"));
    assertEquals("libc6,\n zlib1g\n, perl", first.get("Depends", ""));
    assertEquals("\naa 1 main/x", first.require("sha256"));
    assertEquals(3, first.line());
    assertEquals(4, first.line("depends"));
    assertEquals(3, first.line("none"));
    assertEquals("test", first.source());
    Stanza second = reader.next().orElseThrow();
    assertEquals(List.of("Package"), second.names());
    assertEquals(12, second.line());
    assertTrue(reader.next().isEmpty());
  }

  @Test
  void aStanzaIsWrittenAsItWasRead() throws IOException {
    String text = "Package: nginx\nSHA256:\n aa 1 main/x\nDescription: web server\n small\n";

    assertEquals(text, reader(text).next().orElseThrow().toString());
  }

  @Test
  void linesLongerThanTheBufferAndCarriageReturnsAreRead() throws IOException {
    String depends = "libc6, ".repeat(40_000) + "zlib1g";

    ControlReader reader = reader("Package: x\r\nDepends: " + depends + "\r\nSize: 1\r\n");

    Stanza stanza = reader.next().orElseThrow();
    assertEquals(depends, stanza.get("Depends", ""));
    assertEquals("1", stanza.get("Size", ""));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'A: 1\nB\n\nA: 2'|cannot read test line 2: a field or a continuation was expected",
        "' x\nB: 1\n\nA: 2'|cannot read test line 1: a continuation without a field",
        "'A: 1\na: 2\n\nA: 2'|cannot read test line 2, field a: the field occurs twice",
        "'A: 1\n-B: 2\n\nA: 2'|cannot read test line 2, field -B: not the name of a field",
        "'A: 1\n: 2\n\nA: 2'|cannot read test line 2: not the name of a field",
        "'A b: 1\n\nA: 2'|cannot read test line 1, field A b: not the name of a field",
      })
  void malformedStanzasAreRefusedAndReadingGoesOnBehindThem(String text, String message)
      throws IOException {
    ControlReader reader = reader(text);

    assertEquals(message, assertThrows(InvalidInput.class, reader::next).getMessage());
    assertEquals("2", reader.next().orElseThrow().get("A", ""));
    assertTrue(reader.next().isEmpty());
  }

  @Test
  void aMissingFieldIsSaidWithTheLineOfItsStanza() throws IOException {
    Stanza stanza = reader("\nPackage: x\nVersion:\n").next().orElseThrow();

    assertEquals(
        "cannot use stanza of test at line 2: no field Version",
        assertThrows(InvalidInput.class, () -> stanza.require("Version")).getMessage());
  }

  @Test
  void aLineWithoutEndIsRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            Arrays.fill(buffer, from, from + length, (byte) 'x');
            return length;
          }
        };

    assertEquals(
        "cannot read test: line 1 is longer than 16 MiB",
        assertThrows(Corrupted.class, () -> new ControlReader(endless, "test").next())
            .getMessage());
  }

  private static ControlReader reader(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ControlReader(new ByteArrayInputStream(bytes), "test");
  }
}
