package org.whittle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.application.Page;
import org.whittle.application.holds.HoldReach;
import org.whittle.application.holds.HoldView;
import org.whittle.catalogue.SourceKind;
import org.whittle.kernel.InvalidInput;

class JsonBodiesTest {
  record Absent(Optional<String> text, OptionalLong number, Map<SourceKind, Integer> counts) {}

  @Test
  void recordsAreWrittenByTheirComponents() throws Exception {
    HoldView hold =
        new HoldView(
            1,
            HoldReach.IMAGE,
            "redis",
            "",
            "libssl3",
            "= 3.0.1",
            "not tested",
            "pia",
            "jo",
            Instant.parse("2026-03-01T10:00:00Z"),
            Optional.of(LocalDate.parse("2026-04-01")),
            false,
            Optional.empty(),
            1,
            2,
            List.of());

    assertEquals(
        "{\"rows\":[{\"id\":1,\"reach\":\"IMAGE\",\"image\":\"redis\",\"label\":\"\","
            + "\"packageName\":\"libssl3\",\"versions\":\"= 3.0.1\",\"reason\":\"not tested\","
            + "\"owner\":\"pia\",\"placedBy\":\"jo\",\"createdAt\":\"2026-03-01T10:00:00Z\","
            + "\"until\":\"2026-04-01\",\"expired\":false,\"expiredSince\":null,\"images\":1,"
            + "\"admitted\":2,\"clashes\":[]}],\"total\":7}",
        Json.mapper().writeValueAsString(new Page<>(List.of(hold), 7)));
  }

  @Test
  void whatIsAbsentIsNull() throws Exception {
    assertEquals(
        "{\"text\":null,\"number\":null,\"counts\":{\"BASE\":2}}",
        Json.mapper()
            .writeValueAsString(
                new Absent(Optional.empty(), OptionalLong.empty(), Map.of(SourceKind.BASE, 2))));
  }

  @Test
  void requestsAreRead() throws Exception {
    assertEquals(
        new SourcesResource.NewSource("a", "http://a/", "stable", "main", "amd64", "BASE", "KEY"),
        read(
            SourcesResource.NewSource.class,
            "{\"name\":\"a\",\"uri\":\"http://a/\",\"suite\":\"stable\",\"components\":\"main\","
                + "\"architecture\":\"amd64\",\"kind\":\"BASE\",\"keyring\":\"KEY\"}"));
    assertEquals(
        new HoldsResource.Wanted("libssl3", null, "why", null, LocalDate.parse("2026-04-01")),
        read(
            HoldsResource.Wanted.class,
            "{\"packageName\":\"libssl3\",\"reason\":\"why\",\"until\":\"2026-04-01\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"reson\":\"a\"} | cannot read the request: see \"reson\" (line 1, column 14)",
        "{\"until\":\"soon\"} | cannot read the request: see \"until\" (line 1, column 10)",
        "{\"reason\": | cannot read the request: it is not the JSON that is expected"
            + " (line 1, column 11)",
        "[1] | cannot read the request: it is not the JSON that is expected (line 1, column 1)",
        "null | cannot read the request: its body is null"
      })
  void aRequestThatDoesNotFitIsRefusedWithItsPosition(String body, String message) {
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> read(HoldsResource.Wanted.class, body));

    assertEquals(message, refused.getMessage());
  }

  private static <T> T read(Class<T> type, String body) throws Exception {
    return JsonBodies.read(type, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
