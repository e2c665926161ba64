package org.whittle.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, Base[]",
    "/web/manifests/1, 'Manifest[name=web, reference=1]'",
    "/team/web/manifests/latest, 'Manifest[name=team/web, reference=latest]'",
    "/web/blobs/sha256:0, 'Blob[name=web, digest=sha256:0]'",
    "/web/tags/list, TagList[name=web]",
    "/web/referrers/sha256:0, 'Referrers[name=web, digest=sha256:0]'",
    "/manifests/manifests/tags, 'Manifest[name=manifests, reference=tags]'"
  })
  void addressesAreThoseOfTheSpecification(String path, String read) {
    assertEquals(read, RegistryPath.of(path).map(Object::toString).orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({"/web", "/web/tags/first", "/web/uploads/1", "/manifests/1", "/web/manifests/"})
  void othersAreNone(String path) {
    assertEquals(Optional.empty(), RegistryPath.of(path));
  }

  @Test
  void theBaseHasAnAddressWithoutASlashToo() {
    assertEquals(Optional.of(new RegistryPath.Base()), RegistryPath.of(null));
  }

  @ParameterizedTest
  @CsvSource({
    "web, true",
    "a/b-c_d.e, true",
    "a__b, true",
    "Web, false",
    "../a, false",
    "a//b, false",
    "-a, false"
  })
  void namesAreThoseOfTheSpecification(String name, boolean good) {
    assertEquals(good, RegistryPath.isName(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-4 | 0+5",
        "bytes=5- | 5+5",
        "bytes=-3 | 7+3",
        "bytes=-30 | 0+10",
        "bytes=8-20 | 8+2",
        "bytes=10- | 0+0",
        "bytes=-0 | 10+0",
        "bytes=5-2 | all",
        "bytes=0-1,3-4 | all",
        "bytes=- | all",
        "lines=0-4 | all"
      })
  void oneRangeOfTenBytesIsRead(String header, String span) {
    assertEquals(span, Span.of(header, 10).map(s -> s.first() + "+" + s.length()).orElse("all"));
  }

  @Test
  void anErrorIsInTheWordsOfTheSpecification() {
    assertEquals(
        "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"cannot find it\"}]}",
        new String(
            RegistryError.BLOB_UNKNOWN.body("cannot find it"),
            java.nio.charset.StandardCharsets.UTF_8));
  }
}
