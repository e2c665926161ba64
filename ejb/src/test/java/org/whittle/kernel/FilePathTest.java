package org.whittle.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/a", "/usr/bin/[", "/...", "/.a/..b", "/a./b..", "/ü/€/\uD83D\uDE00"})
  void absoluteAndNormalisedPathsArePaths(String path) {
    assertEquals(path, new FilePath(path).value());
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is not absolute",
    "usr/bin, it is not absolute",
    "//, step \"\" is not allowed",
    "/usr/, step \"\" is not allowed",
    "/usr//bin, step \"\" is not allowed",
    "/., step \".\" is not allowed",
    "/usr/./bin, step \".\" is not allowed",
    "/usr/.., step \"..\" is not allowed",
    "/../etc, step \"..\" is not allowed",
  })
  void otherTextsAreRefused(String text, String fault) {
    assertEquals("cannot use path \"" + text + "\": " + fault, fault(text));
  }

  @Test
  void aPathHasNoNulAndIsNoLongerThanThePathsOfTheKernel() {
    assertEquals("cannot use path \"/a?b\": it contains NUL", fault("/a\0b"));
    String longest = "/" + "ü".repeat(2047) + "a";
    assertEquals(longest, new FilePath(longest).value());
    assertEquals(
        "cannot use path \"" + longest + "a\": it is longer than 4,096 bytes",
        fault(longest + "a"));
  }

  private static String fault(String text) {
    return assertThrows(InvalidInput.class, () -> new FilePath(text)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, /etc, true",
    "/etc/pam.d/su, /etc, false",
    "/etc, /etc, false",
    "/etcetera/x, /etc, false",
    "/etc/pam.d/su, /etc/pam.d, true",
  })
  void anEntryLiesRightInTheDirectory(String path, String directory, boolean entry) {
    assertEquals(entry, new FilePath(path).isEntryOf(new FilePath(directory)));
  }

  @Property(tries = 5_000)
  void pathsAreOrderedByTheirBytes(@ForAll("names") String a, @ForAll("names") String b) {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    int paths = new FilePath("/x" + a).compareTo(new FilePath("/x" + b));
    assertEquals(Integer.signum(bytes), Integer.signum(paths));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a", "z", "-", "ü", "€", "\uFB00", "\uFFFD", "\uD83D\uDE00", "\uD800\uDC00")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}
