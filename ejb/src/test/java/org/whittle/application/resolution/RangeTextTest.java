package org.whittle.application.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class RangeTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx                    | nginx | ''",
        "nginx=1.22.1-9           | nginx | (= 1.22.1-9)",
        "nginx >= 1.22            | nginx | (>= 1.22)",
        "nginx (>= 1.22, << 2)    | nginx | (>= 1.22, << 2)",
        "libstdc++6(>=12)         | libstdc++6 | (>= 12)",
        "' nginx  ( = 1:2~rc1 ) ' | nginx | (= 1:2~rc1)",
      })
  void aNameAndARangeAreReadAsPeopleWriteThem(String text, String name, String range) {
    RangeText read = RangeText.read("package", text);

    assertEquals(name, read.name().value());
    assertEquals(range, read.range().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx ()         | cannot read hold \"nginx ()\"",
        "nginx (          | cannot read hold \"nginx (\"",
        "nginx 1.22       | cannot read hold \"nginx 1.22\"",
        "nginx > 1.22     | cannot read hold \"nginx > 1.22\"",
        "nginx (>= 1,)    | cannot read hold \"nginx (>= 1,)\"",
        "nginx (>= 1 2)   | cannot read hold \"nginx (>= 1 2)\"",
        ">= 1             | cannot use package name \"\": 1 to 255 characters expected",
        "a/b              | cannot use package name \"a/b\": character '/' is not allowed",
      })
  void whatIsNoNameAndRangeIsRefused(String text, String message) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> RangeText.read("hold", text));

    assertEquals(message, refused.getMessage());
  }

  @Test
  void whatIsDroppedIsDroppedInEveryVersion() {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class, () -> Requests.change(ChangeKind.DROPPED, "nginx (= 1.22)"));

    assertEquals(
        "cannot drop \"nginx (= 1.22)\": a name alone is dropped, in every version",
        refused.getMessage());
  }

  @Test
  void aHoldNamesAVersion() {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> Requests.change(ChangeKind.HELD, "nginx"));

    assertEquals("cannot hold \"nginx\": no version is given", refused.getMessage());
  }

  @Test
  void aQuestionHasAnEnd() {
    List<String> many = Collections.nCopies(501, "a");
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> query(many, QueryMode.APT, Optional.empty()));

    assertEquals("cannot resolve: there are 501 packages, and 500 at most", refused.getMessage());
  }

  @Test
  void aQuestionNamesPackagesOrAnImage() {
    assertEquals(
        "cannot resolve: no package is named",
        assertThrows(
                InvalidInput.class, () -> query(List.of(), QueryMode.MINIMAL, Optional.of("web")))
            .getMessage());
    assertEquals(
        "cannot resolve an update: no image is named",
        assertThrows(
                InvalidInput.class, () -> query(List.of("a"), QueryMode.UPDATE, Optional.empty()))
            .getMessage());
  }

  private static ResolutionQuery query(
      List<String> packages, QueryMode mode, Optional<String> image) {
    return new ResolutionQuery(
        OptionalLong.empty(), packages, mode, image, false, false, false, List.of(), List.of());
  }
}
