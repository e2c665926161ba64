package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkedInputStreamTest {
  private static final String MARK = "7c-m";

  @Test
  void aPartEndsBeforeTheMarkAndNothingBehindItIsTaken() throws IOException {
    InputStream in = stream("one\u001e7c-m 0\ntwo\u001e7c-m\n");

    assertEquals("one", part(in));
    assertEquals(" 0", SandboxedProcess.line(in));
    assertEquals("two", part(in));
    assertEquals("", SandboxedProcess.line(in));
  }

  @Test
  void whatOnlyLooksLikeTheMarkIsGiven() throws IOException {
    assertEquals(
        "\u001e7c-\u001e\u001e7c-\r7c-m\n",
        part(stream("\u001e7c-\u001e\u001e7c-\r7c-m\n\u001e7c-m\n")));
    assertEquals("", part(stream("\u001e7c-m\n")));
  }

  @Test
  void whatHasComeIsGivenThoughItMayBecomeTheMark() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      MarkedInputStream part = new MarkedInputStream(in, MARK);
      byte[] buffer = new byte[9];

      out.write(bytes("42\u001e"));
      out.flush();
      String first = new String(buffer, 0, part.read(buffer), StandardCharsets.US_ASCII);
      String last = first + new String(buffer, 0, part.read(buffer), StandardCharsets.US_ASCII);
      out.write(bytes("7c-x\u001e7c-m\n"));
      out.flush();

      assertEquals("42\u001e", last);
      assertEquals("7c-x", new String(part.readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aStreamThatEndsWithoutTheMarkIsBroken() {
    assertThrows(IOException.class, () -> part(stream("one")));
  }

  private static String part(InputStream in) throws IOException {
    return new String(new MarkedInputStream(in, MARK).readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
