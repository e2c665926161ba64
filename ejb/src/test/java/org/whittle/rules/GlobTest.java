package org.whittle.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

class GlobTest {
  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "/usr/bin/x, /usr/bin/x, true",
    "/usr/bin/x, /usr/bin/xy, false",
    "/usr/bin/*, /usr/bin/x, true",
    "/usr/bin/*, /usr/bin/x/y, false",
    "/usr/bin/?, /usr/bin/x, true",
    "/usr/bin/?, /usr/bin/xy, false",
    "/usr/lib/**, /usr/lib/a/b/c, true",
    "/usr/lib/**, /usr/lib, false",
    "/usr/lib/*/x.so, /usr/lib/tuple/x.so, true",
    "/usr/**/test/**, /usr/a/b/test/c/d, true",
    "/lib/systemd/*, /usr/lib/systemd/x, true",
    "/bin/sh, /usr/bin/sh, true",
    "/usr/lib/lib+.so, /usr/lib/lib+.so, true",
    "/usr/lib/*.so*, /usr/lib/a.so.so.1, true",
    "/usr/lib/*.so, /usr/lib/a.so.1, false",
    "/usr/**x/*y, /usr/ax/bx/cy, true",
    "/usr/**x/*y, /usr/ax/bx/c/y, false",
    "/usr/***/x, /usr/a/b/x, true",
    "/usr/?, /usr/\uD83D\uDE00, true",
  })
  void patternsAreTakenAsWritten(String glob, String path, boolean matches) {
    assertEquals(matches, new Glob(glob).matches(new FilePath(path)));
  }

  /** What a pattern means, said as a regular expression. */
  @Property(tries = 20_000)
  void patternsMeanTheirExpressions(@ForAll("patterns") String glob, @ForAll("paths") String path) {
    String expression =
        glob.replace("**", "\0").replace("*", "[^/]*").replace("?", "[^/]").replace("\0", ".*");
    assertEquals(
        path.matches(expression), new Glob(glob).matches(new FilePath(path)), glob + " " + path);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings()
        .withChars("*?ab/")
        .ofMaxLength(9)
        .map(text -> ("/x" + text).replaceAll("/+", "/").replaceAll("/$", ""));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("ab/")
        .ofMaxLength(9)
        .map(text -> ("/x" + text).replaceAll("/+", "/").replaceAll("/$", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "usr/bin, cannot use path \"usr/bin\": it is not absolute",
    "/usr/../etc, cannot use path \"/usr/../etc\": it leaves the root",
    "/usr//bin, cannot use path \"/usr//bin\": it has an empty step",
  })
  void otherPatternsAreRefused(String glob, String message) {
    assertEquals(message, assertThrows(InvalidInput.class, () -> new Glob(glob)).getMessage());
  }
}
