package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

/** Rows by rule of deb-version(7); dpkg itself has the last word. */
class DebVersionTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    // equal age
    "1.0, =, 1.0",
    "1.0, =, 1.00",
    "0:1.0, =, 1.0",
    "1.0-0, =, 1.0",
    "1.0-00, =, 1.0-0",
    "0, =, 00",
    "1.a, =, 1.a0",
    // the epoch goes before all
    "1:0.1, >, 99",
    "2:1, >, 1:9",
    "1:1, <, 10:0",
    // numbers are numbers
    "1.9, <, 1.10",
    "1.0.9, <, 1.0.10",
    "2.36-9, <, 2.36-10",
    "20250101000000000000000001, <, 20250101000000000000000002",
    "9999999999999999999, <, 10000000000000000000",
    "1.002, >, 1.1",
    // a tilde is before everything, even the end
    "1.0~rc1, <, 1.0",
    "1.0~~, <, 1.0~",
    "1.0~~a, <, 1.0~",
    "1.0~, <, 1.0",
    "1.0, <, 1.0a",
    "1.0~rc1-1, <, 1.0-1~bpo1",
    "1.0-1~bpo12+1, <, 1.0-1",
    "1.0-1~deb12u1, >, 1.0-1~bpo12+1",
    // letters go before other characters
    "1.0a, <, 1.0+",
    "1.0a, <, 1.0.",
    "1.0A, <, 1.0a",
    "1.0+a, >, 1.0-a.b",
    "1.0z, <, 1.0za",
    "1.0+1-1, <, 1.0-1-1",
    "1.0-1-1, <, 1.0.1-1",
    "1.2.3, >, 1.2-3",
    // the longer of two is the later
    "1.0, <, 1.0.1",
    "1.0, <, 1.0+b1",
    "1.0-1, <, 1.0-1+b1",
    "1.0-1+deb12u1, <, 1.0-1+deb12u2",
    "3.0.9-1, <, 3.0.15-1~deb12u1",
    // the revision starts at the last hyphen
    "1-2-3, >, 1-1-9",
    "1.0-1, >, 1.0",
    "2:1:2-3, >, 2:1-3",
  })
  void versionsAreOrderedByAge(String left, String sign, String right) {
    int expected = "<=>".indexOf(sign) - 1;

    assertEquals(expected, compare(left, right));
    assertEquals(-expected, compare(right, left));
  }

  @Test
  void partsAreFoundAndWrittenBack() {
    assertEquals(
        new DebVersion(1, "2.36-a", "9+deb12u14"), DebVersion.parse("1:2.36-a-9+deb12u14"));
    assertEquals("1:2.36-a-9+deb12u14", DebVersion.parse("1:2.36-a-9+deb12u14").toString());
    assertEquals("1.0", DebVersion.parse("0:1.0").toString());
    assertEquals("0:1:2", DebVersion.parse("0:1:2").toString());
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|cannot read Debian version \"\": it is empty",
        "1:|cannot read Debian version \"1:\": nothing follows the epoch",
        ":1|cannot read Debian version \":1\": the epoch is empty",
        "a:1|cannot read Debian version \"a:1\": the epoch is not a number",
        "-1:1|cannot read Debian version \"-1:1\": the epoch is not a number",
        "2147483648:1|cannot read Debian version \"2147483648:1\": the epoch is too big",
        "99999999999999999999:1|cannot read Debian version \"99999999999999999999:1\": the epoch is"
            + " too big",
        "1.0-|cannot read Debian version \"1.0-\": nothing follows the last hyphen",
        "-1|cannot read Debian version \"-1\": nothing precedes the revision",
        "1:-1|cannot read Debian version \"1:-1\": nothing precedes the revision",
        "1 0|cannot read Debian version \"1 0\": character ' ' is not allowed",
        "1_0|cannot read Debian version \"1_0\": character '_' is not allowed",
        "1.0-1:2|cannot read Debian version \"1.0-1:2\": the epoch is not a number",
        "1:1-1:2|cannot read Debian version \"1:1-1:2\": character ':' is not allowed",
        "1ü|cannot read Debian version \"1ü\": character 'ü' is not allowed",
      })
  void wrongVersionsAreRefusedWithTheReason(String text, String message) {
    assertEquals(
        message, assertThrows(InvalidInput.class, () -> DebVersion.parse(text)).getMessage());
  }

  @Test
  void partsThatWouldReadBackOtherwiseAreRefused() {
    assertEquals(
        "cannot read Debian version \"1-2\": a hyphen needs a revision",
        assertThrows(InvalidInput.class, () -> new DebVersion(0, "1-2", "")).getMessage());
    assertEquals(
        "cannot read Debian version \"-1:2\": the epoch is negative",
        assertThrows(InvalidInput.class, () -> new DebVersion(-1, "2", "")).getMessage());
  }

  @Test
  void dpkgAgreesOnVersionsMadeByChance() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "dpkg is not installed");
    Random random = new Random(20260101);
    for (int i = 0; i < 60; i++) {
      String left = anyVersion(random);
      String right = i % 3 == 0 ? mutated(left, random) : anyVersion(random);
      String sign = String.valueOf("<=>".charAt(compare(left, right) + 1));
      assertEquals(0, dpkg(left, sign, right), left + " " + sign + " " + right);
    }
  }

  private static int compare(String left, String right) {
    return Integer.signum(DebVersion.parse(left).compareTo(DebVersion.parse(right)));
  }

  private static String anyVersion(Random random) {
    String epoch = random.nextInt(4) == 0 ? random.nextInt(3) + ":" : "";
    String revision = random.nextBoolean() ? "-" + part(random, "019aZ~+.") : "";
    return epoch + random.nextInt(3) + part(random, "019aZ~+.") + revision;
  }

  private static String part(Random random, String alphabet) {
    StringBuilder part = new StringBuilder();
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      part.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return part.toString();
  }

  private static String mutated(String version, Random random) {
    return version + "~+a0".charAt(random.nextInt(4));
  }

  private static int dpkg(String left, String sign, String right) throws Exception {
    String operator = sign.equals("<") ? "lt" : sign.equals("=") ? "eq" : "gt";
    return new ProcessBuilder("/usr/bin/dpkg", "--compare-versions", left, operator, right)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
