package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @Test
  void columnsAreAlignedAndWhatIsAbsentIsADash() throws Exception {
    JsonNode rows =
        new ObjectMapper()
            .readTree(
                """
                [{"name":"nginx","state":"CURRENT","bytes":9800000,"hold":{"version":null}},
                 {"name":"python-wsgi","state":"PARTLY_DONE","bytes":34400000}]
                """);
    StringWriter text = new StringWriter();

    Table.of()
        .text("NAME", "/name")
        .word("STATE", "/state")
        .bytes("THIN", "/bytes")
        .number("HOLD", "/hold/version")
        .print(rows, new PrintWriter(text, true));

    assertEquals(
        """
        NAME         STATE           THIN  HOLD
        nginx        current       9.8 MB     -
        python-wsgi  partly done  34.4 MB     -
        """,
        text.toString());
  }

  @Test
  void anEmptyListSaysSo() throws Exception {
    StringWriter text = new StringWriter();
    Table.of()
        .text("NAME", "/name")
        .print(new ObjectMapper().readTree("[]"), new PrintWriter(text, true));

    assertEquals("none\n", text.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "11900000, 11.9 MB",
    "99949999, 99.9 MB",
    "99960000, 100 MB",
    "999600000, 1.0 GB",
    "-12288, -12.3 kB"
  })
  void bytesHaveThreeDigits(long bytes, String text) {
    assertEquals(text, Cells.bytes(bytes));
  }

  @Test
  void timesAreToldToTheMinute() throws Exception {
    JsonNode value = new ObjectMapper().readTree("\"2026-03-01T10:20:30.123Z\"");

    assertEquals("2026-03-01 11:20", Cells.time(value, ZoneOffset.ofHours(1)));
  }
}
