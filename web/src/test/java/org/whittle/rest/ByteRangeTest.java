package org.whittle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=2-4, 2, 4",
    "bytes=2-, 2, 9",
    "bytes=2-99, 2, 9",
    "bytes=-3, 7, 9",
    "bytes=-99, 0, 9",
    "bytes=10-, 1, 0",
    "bytes=-0, 1, 0"
  })
  void oneRangeOfTenBytesIsRead(String header, long first, long last) {
    assertEquals(Optional.of(new ByteRange(first, last)), ByteRange.of(header, 10));
  }

  @ParameterizedTest
  @CsvSource({"bytes=-", "'bytes=1-2,4-5'", "lines=1-2", "bytes=4-2", "bytes=a-b", "''"})
  void anythingElseAsksForAll(String header) {
    assertEquals(Optional.empty(), ByteRange.of(header, 10));
  }

  @Test
  void onlyTheRangeIsPassedOn() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RangeOutput out = new RangeOutput(bytes, new ByteRange(2, 6))) {
      out.write("abc".getBytes(StandardCharsets.UTF_8));
      out.write('d');
      out.write("efghij".getBytes(StandardCharsets.UTF_8));
    }

    assertEquals("cdefg", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    assertTrue(Download.isKnown("\"a\"", "\"a\""));
    assertTrue(Download.isKnown("W/\"b\", \"a\"", "\"a\""));
    assertTrue(Download.isKnown("*", "\"a\""));
    assertFalse(Download.isKnown("\"b\"", "\"a\""));
    assertFalse(Download.isKnown(null, "\"a\""));
  }
}
