package org.whittle.portal.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {
  @Test
  void thePathNamesImageVersionAndKind() {
    assertEquals(Optional.of(new Wanted("nginx", 12, "oci")), Wanted.of("/nginx/12/oci"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "/",
        "/nginx",
        "/nginx/1",
        "/nginx/one/oci",
        "/nginx/1234567890/oci",
        "/nginx/1/oci/more",
        "/../1/OCI"
      })
  void otherPathsNameNothing(String path) {
    assertEquals(Optional.empty(), Wanted.of(path));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"abc\"', true",
        "'W/\"abc\"', true",
        "'\"x\", \"abc\"', true",
        "'*', true",
        "'\"x\"', false",
        ", false"
      })
  void aBrowserThatHasTheArtifactNamesItsTag(String header, boolean known) {
    assertEquals(known, Downloads.isKnown(header, "\"abc\""));
  }
}
