package org.whittle.application.resolution;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.Subject;
import org.whittle.universe.DebianUniverse;

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
        "nginx:i386               | nginx:i386 | ''",
        "nginx:i386=1:2           | nginx:i386 | (= 1:2)",
        "nginx:i386 (>= 1.22)     | nginx:i386 | (>= 1.22)",
      })
  void aNameAndARangeAreReadAsPeopleWriteThem(String text, String name, String range) {
    RangeText read = RangeText.read("package", text);

    assertEquals(name, read.subject().toString());
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
        "a:               | cannot use architecture \"\"",
        "a:I386           | cannot use architecture \"I386\"",
        "a:b:c (>= 1)     | cannot use architecture \"b:c\"",
        ":i386            | cannot use package name \"\": 1 to 255 characters expected",
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
  void whatCountsForEveryArchitectureNamesNone() {
    assertEquals(
        List.of(
            "cannot drop \"nginx:i386\": that counts for every architecture",
            "cannot hold \"nginx:i386=1\": that counts for every architecture",
            "cannot ban \"nginx:i386\": that counts for every architecture"),
        Stream.of(
                refusal(() -> Requests.change(ChangeKind.DROPPED, "nginx:i386")),
                refusal(() -> Requests.change(ChangeKind.HELD, "nginx:i386=1")),
                refusal(() -> Requests.change(ChangeKind.BANNED, "nginx:i386")))
            .map(InvalidInput::getMessage)
            .toList());
  }

  @Test
  void anArchitectureOfWhichThereAreNoPackagesIsNamed() {
    DebianUniverse universe =
        DebianUniverse.builder(Architecture.AMD64, List.of(new Architecture("i386"))).build();
    for (String text : List.of("a", "a:amd64", "a:i386", "a:all")) {
      assertDoesNotThrow(() -> Requests.check(universe, Subject.parse(text)));
    }
    InvalidInput refused = refusal(() -> Requests.check(universe, Subject.parse("a:arm64")));

    assertEquals("cannot ask for \"a:arm64\": no package here is of arm64", refused.getMessage());
    assertEquals(
        "Write the name alone, or ask a snapshot of that architecture",
        refused.remedy().orElseThrow());
  }

  private static InvalidInput refusal(Executable asked) {
    return assertThrows(InvalidInput.class, asked);
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
