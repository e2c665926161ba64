package org.whittle.format.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;

class ContentsScannerTest {
  @Test
  void eachLineHasAPathAndPackages() throws IOException {
    assertEquals(
        List.of("bin/sh|shells/dash", "etc/a file with blanks|net/x,contrib/net/y", "u/ä|z"),
        lines("bin/sh   shells/dash\netc/a file with blanks\t \tnet/x,contrib/net/y\nu/ä z"));
    assertEquals(List.of(), lines(""));
  }

  @Test
  void linesAreReadAcrossBuffers() throws IOException {
    String one = "a/" + "x".repeat(700_000) + " p\n";
    assertEquals(
        List.of("b|q", one.strip().replace(' ', '|'), "c|r"), lines("b q\n" + one + "c r\n"));
  }

  @Test
  void aLineWithoutPackageOrEndIsAFault() {
    assertFault("line 2 does not name a path and its packages", "a b\n\n");
    assertFault("line 1 does not name a path and its packages", "alone\n");
    assertFault("line 1 does not name a path and its packages", "a/b \n");
    assertFault("line 2 is longer than 1048576 bytes", "a b\n" + "x".repeat(1 << 21));
  }

  private static void assertFault(String fault, String text) {
    Corrupted e = assertThrows(Corrupted.class, () -> lines(text));
    assertEquals("cannot read index: " + fault, e.getMessage());
  }

  private static List<String> lines(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    long count =
        ContentsScanner.scan(
            new ByteArrayInputStream(text.getBytes(UTF_8)),
            "index",
            (bytes, from, to, names, end) ->
                lines.add(
                    new String(bytes, from, to - from, UTF_8)
                        + "|"
                        + new String(bytes, names, end - names, UTF_8)));
    assertEquals(lines.size(), count);
    return lines;
  }
}
