package org.whittle.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;

final class FileTreeTest {
  @Test
  void parentsComeBeforeChildrenAndAreMadeUp() {
    assertEquals(
        """
        DIRECTORY 755 /
        DIRECTORY 1777 /tmp
        DIRECTORY 755 /usr
        DIRECTORY 755 /usr/bin
        REGULAR 755 /usr/bin/a
        REGULAR 644 /usr/bin/a-b
        SYMLINK 777 /usr/bin/c\
        """,
        dump(
            new TreeBuilder()
                .dir("/tmp", 01777)
                .pack("a")
                .link("/usr/bin/c", "a")
                .file("/usr/bin/a-b", 0644, "")
                .file("/usr/bin/a", 0755, "a")));
  }

  @Test
  void theImageDecidesOnADirectoryThenTheFirstPackage() {
    assertEquals(
        """
        DIRECTORY 755 /
        DIRECTORY 700 /own
        DIRECTORY 750 /shared\
        """,
        dump(
            new TreeBuilder()
                .pack("b")
                .dir("/shared", 0755)
                .pack("a")
                .dir("/shared", 0750)
                .dir("/own", 0755)
                .own()
                .dir("/own", 0700)));
  }

  @Test
  void oneFileOfTwoPackagesIsFineIfItIsTheSame() {
    TreeBuilder same =
        new TreeBuilder().pack("a").file("/f", 0644, "x").pack("b").file("/f", 0644, "x");
    assertEquals("DIRECTORY 755 /\nREGULAR 644 /f", dump(same));
  }

  @Test
  void twoFilesOnOnePathAreRefused() {
    refused(
        "cannot compose /f: a=1.0/amd64 and b=1.0/amd64 both have it, and differ",
        new TreeBuilder().pack("a").file("/f", 0644, "x").pack("b").file("/f", 0755, "x"));
    refused(
        "cannot compose /bin: a=1.0/amd64 and the image's own files both have it, and differ",
        new TreeBuilder().link("/bin", "usr/bin").pack("a").dir("/bin", 0755));
  }

  @Test
  void nothingLiesBelowALinkOrAFile() {
    refused(
        "cannot compose /bin/sh: /bin is no directory but a symbolic link",
        new TreeBuilder().link("/bin", "usr/bin").pack("a").file("/bin/sh", 0755, "x"));
    refused(
        "cannot compose /f/g/h: /f is no directory but a file",
        new TreeBuilder().file("/f", 0644, "").pack("a").file("/f/g/h", 0755, "x"));
  }

  private static void refused(String message, TreeBuilder tree) {
    Corrupted failure = assertThrows(Corrupted.class, () -> FileTree.of(tree.tree()));
    assertEquals(message, failure.getMessage());
  }

  private static String dump(TreeBuilder tree) {
    return FileTree.of(tree.tree()).entries().stream()
        .map(e -> e.kind() + " " + Integer.toOctalString(e.mode()) + " " + e.path())
        .collect(Collectors.joining("\n"));
  }
}
