package org.whittle.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  })
  void patternsAreTakenAsWritten(String glob, String path, boolean matches) {
    assertEquals(matches, new Glob(glob).matches(new FilePath(path)));
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
