package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MentionsTest {
  @Test
  void pathsAndLibrariesInAProgram() throws IOException {
    Mentions found =
        read(
            "\u007fELF\0\u0001/usr/share/app/data\0%s:"
                + " /etc/app.conf.\0x/usr/share/no\0libfoo.so.2\0needs"
                + " libbar.so\0/usr/lib/app/%s.so\0PATH=/usr/sbin:/usr/bin\0/home/who\0",
            false);
    assertEquals(
        "[/etc/app.conf, /usr/bin, /usr/lib/app, /usr/sbin, /usr/share/app/data]",
        new TreeSet<>(found.paths()).toString());
    assertEquals("[libfoo.so.2]", found.libraries().toString());
    assertEquals("[]", found.words().toString());
  }

  @Test
  void commandsOfAScript() throws IOException {
    Mentions found =
        read(
            """
            #!/bin/sh
            # remove nothing
            set -e
            LANG=C sort "$1" | uniq -c && echo "please login"
            if test -x /usr/bin/gs; then
              exec nice gs "$@"
            fi
            value=$(stat -c %s file)
            """,
            true);
    assertEquals(
        "[echo, exec, fi, gs, if, nice, set, sort, stat, test, then, uniq]",
        new TreeSet<>(found.words()).toString());
    assertEquals("[/bin/sh, /usr/bin/gs]", new TreeSet<>(found.paths()).toString());
  }

  @Test
  void whatWasFoundIsKept() throws IOException {
    Mentions found = read("exec tool /etc/tool.conf\n", true);
    assertEquals(Optional.of(found), Mentions.decode(found.encoded()));
    assertEquals(Optional.empty(), Mentions.decode(new byte[] {0, 0, 0, 1}));
  }

  private static Mentions read(String text, boolean script) throws IOException {
    return Mentions.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), script);
  }
}
