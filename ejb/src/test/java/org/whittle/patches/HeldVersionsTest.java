package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.VersionRange;

class HeldVersionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.0.20-1~deb12u2          | = 3.0.20-1~deb12u2",
        "= 1                       | = 1",
        ">= 3.0, < 3.0.22          | >= 3.0, << 3.0.22",
        ">3.0,<=4                  | >> 3.0, <= 4",
        ">> 1:2, << 1:3            | >> 1:2, << 1:3"
      })
  void areReadAsPeopleWriteThem(String text, String canonical) {
    HeldVersions read = HeldVersions.parse(text);

    assertEquals(canonical, read.toString());
    assertEquals(read, HeldVersions.parse(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "= 1.0             | 1.0          | true",
        "= 1.0             | 1.00         | true",
        "= 1.0             | 1.0-1        | false",
        "< 2               | 2~rc1        | true",
        "< 2               | 2            | false",
        "<= 2              | 2            | true",
        ">= 3.0, < 3.0.22  | 3.0.9        | true",
        ">= 3.0, < 3.0.22  | 3.0.22-1     | false",
        ">= 3.0, < 3.0.22  | 3.0.100      | false",
        "> 9               | 10           | true",
        "< 9               | 1:1          | false"
      })
  void letInByTheOrderOfDebian(String text, String version, boolean admitted) {
    assertEquals(admitted, HeldVersions.parse(text).admits(version));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "= 1 ; = 2          | true",
        "= 1 ; = 1.0        | true",
        "= 1.0 ; = 1.00     | false",
        "<= 2 ; >= 2        | false",
        "< 2 ; >= 2         | true",
        "<= 2 ; > 2         | true",
        "= 3 ; >= 1, < 3    | true",
        "= 2 ; >= 1, < 3    | false",
        "> 3, < 2           | true",
        "< 2 ; < 1          | false"
      })
  void contradictWhereNoVersionCouldBeWithinAll(String texts, boolean contradict) {
    List<HeldVersions> all = Arrays.stream(texts.split(";")).map(HeldVersions::parse).toList();

    assertEquals(contradict, HeldVersions.contradict(all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest version", ">= ", "1, ", "=> 1", "~ 1"})
  void anythingElseIsRefused(String text) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> HeldVersions.parse(text));

    assertEquals("cannot read the versions \"" + text + "\"", refused.getMessage());
  }

  @Test
  void aVersionThatCannotBeOrderedIsRefused() {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> HeldVersions.parse("1_0"));

    assertEquals(
        "cannot read Debian version \"1_0\": character '_' is not allowed", refused.getMessage());
  }

  @Test
  void everyVersionIsNoHold() {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> new HeldVersions(VersionRange.ANY));

    assertEquals(
        "cannot hold a package: 1 to 4 bounds of its versions are expected", refused.getMessage());
  }
}
