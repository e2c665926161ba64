package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Glob;

class ShippedNamesTest {
  private static final String SUM = "d41d8cd98f00b204e9800998ecf8427e  ";
  private static final ShippedNames DASH =
      ShippedNames.of(
          Map.of(
              "md5sums", SUM + "bin/dash\n" + SUM + "usr/share/tool/lib/deep/one.txt\n",
              "conffiles", "/etc/dash/rc\nremove-on-upgrade /etc/old.conf\n",
              "postinst", "update-alternatives --install '/etc/shells.d/sh' sh /bin/dash 10\n"));

  private static boolean has(String path) {
    return DASH.mayHave(new FilePath(path));
  }

  @Test
  void whatIsListedIsThereWithItsDirectories() {
    for (String path :
        List.of(
            "/usr/bin/dash", "/usr/bin", "/usr", "/etc/dash/rc", "/etc/dash", "/etc/old.conf")) {
      assertTrue(has(path), path);
    }
  }

  @Test
  void aLinkMayLieWhereTheFilesOfThePackageLie() {
    assertTrue(has("/usr/bin/sh"));
    assertTrue(has("/usr/sbin/other"), "programs are linked from one directory to the other");
    assertTrue(has("/usr/share/tool/lib/deep/two.txt"));
    assertTrue(has("/usr/share/tool/newest"), "a link of a directory");
  }

  @Test
  void whatAScriptLinksMayBeThere() {
    assertTrue(has("/etc/alternatives/sh"));
    assertTrue(has("/srv/sh"));
  }

  @Test
  void nothingElseIs() {
    for (String path :
        List.of("/etc/ssl", "/etc/dash/other", "/usr/share/other", "/usr/lib/x", "/srv/www")) {
      assertFalse(has(path), path);
    }
  }

  @Test
  void patternsAreComparedWithTheFiles() {
    assertTrue(DASH.mayHave(new Glob("/usr/share/tool/**")));
    assertFalse(DASH.mayHave(new Glob("/usr/share/other/**")));
  }

  @Test
  void aPackageWithoutChecksumsMayHaveAnything() {
    ShippedNames silent = ShippedNames.of(Map.of("control", ""));

    assertTrue(silent.mayHave(new FilePath("/srv/www")));
    assertTrue(silent.mayHave(new Glob("/srv/*")));
  }

  @Test
  void itsKeptFormSaysTheSame() {
    ShippedNames again = ShippedNames.parse(DASH.bytes());

    assertArrayEquals(DASH.bytes(), again.bytes());
    assertTrue(again.mayHave(new Glob("/usr/share/tool/**")));
    assertTrue(again.mayHave(new FilePath("/usr/bin/sh")));
    assertTrue(again.mayHave(new FilePath("/etc/alternatives/sh")));
    assertFalse(again.mayHave(new FilePath("/etc/ssl")));
  }
}
