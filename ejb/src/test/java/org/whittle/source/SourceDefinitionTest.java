package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;

class SourceDefinitionTest {
  private static final Keyring KEYRING = SigningKey.ed25519().keyring();

  private static SourceDefinition define(
      String name, String uri, String suite, List<String> components) {
    return new SourceDefinition(
        name,
        SourceDefinition.parseUri(uri),
        suite,
        components,
        Architecture.AMD64,
        KEYRING,
        "Test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://mirror.example.org/debian  | http://mirror.example.org/debian/dists/b%2Bc/updates/InRelease
          https://mirror.example.org:8443/  | https://mirror.example.org:8443/dists/b%2Bc/updates/InRelease
          file:///srv/archive               | file:///srv/archive/dists/b%2Bc/updates/InRelease
          """)
  void addressesOfFilesAreJoined(String uri, String release) {
    SourceDefinition source = define("test", uri, "b+c/updates", List.of("main"));
    assertEquals(release, source.inSuite("InRelease").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://example.org/debian          | "ftp://example.org/debian": http, https or file is expected
          debian                            | "debian": http, https or file is expected
          http://me:secret@example.org/a    | "http://example.org/a": credentials do not belong in it
          http://me:se cret@example.org/a   | "http://example.org/a": it is no URI
          http://example.org/a?b            | "http://example.org/a?b": a query or fragment does not belong in it
          http:///debian                    | "http:///debian": the host is missing
          http://example.org/a/../b         | "http://example.org/a/../b": ".." does not belong in it
          http://example.org/%2e%2e/b       | "http://example.org/%2e%2e/b": ".." does not belong in it
          file:archive                      | "file:archive": an absolute path is expected
          """)
  void otherAddressesAreRefusedWithoutTheirCredentials(String uri, String fault) {
    assertEquals(
        "cannot use archive address " + fault,
        assertThrows(InvalidInput.class, () -> define("t", uri, "stable", List.of("main")))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Big  | stable   | main   | cannot use source name "Big": lower-case letters, digits, . _ + - expected
          t    | ../x     | main   | cannot use source suite "../x": a name such as bookworm expected
          t    | a/../x   | main   | cannot use source suite "a/../x": a name such as bookworm expected
          t    | ./       | main   | cannot use source suite "./": a name such as bookworm expected
          t    | stable   | ma in  | cannot use source component "ma in": a name such as main expected
          """)
  void otherNamesAreRefused(String name, String suite, String component, String message) {
    assertEquals(
        message,
        assertThrows(
                InvalidInput.class,
                () -> define(name, "http://example.org/a", suite, List.of(component)))
            .getMessage());
  }

  @Test
  void componentsAreNeededEachOnlyOnce() {
    for (List<String> components : List.of(List.<String>of(), List.of("main", "main"))) {
      assertEquals(
          "cannot use components " + components + ": at least one is needed, and each only once",
          assertThrows(
                  InvalidInput.class,
                  () -> define("t", "http://example.org/a", "stable", components))
              .getMessage());
    }
  }

  @Test
  void theArchitectureIsThatOfAMachine() {
    assertEquals(
        "cannot use architecture \"all\" for a source: name a machine's",
        assertThrows(
                InvalidInput.class,
                () ->
                    new SourceDefinition(
                        "t",
                        SourceDefinition.parseUri("http://example.org"),
                        "stable",
                        List.of("main"),
                        Architecture.ALL,
                        KEYRING,
                        "Test"))
            .getMessage());
  }
}
