package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** How values look in a table. */
final class Cells {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Cells() {}

  /** A value as it is; a dash where there is none. */
  static String text(JsonNode value) {
    String text = value.isNull() || value.isMissingNode() ? "" : value.asText();
    return text.isEmpty() ? "-" : text;
  }

  /** A constant in lower case: {@code PARTLY_DONE} is partly done. */
  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Bytes in decimal units, three digits: 11.9 MB. */
  static String bytes(long bytes) {
    double value = Math.abs((double) bytes);
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String number =
        String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f" : "%.1f", value);
    return (bytes < 0 ? "-" : "") + number + " " + UNITS[unit];
  }

  /** A moment to the minute, in the zone of the reader. */
  static String time(JsonNode value, ZoneId zone) {
    if (!value.isTextual()) {
      return "-";
    }
    try {
      return MINUTE.format(Instant.parse(value.asText()).atZone(zone));
    } catch (DateTimeParseException e) {
      return value.asText();
    }
  }
}
