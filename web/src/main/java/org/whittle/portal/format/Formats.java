package org.whittle.portal.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words sizes, instants, durations and digests for people. */
@Named("fmt")
@ApplicationScoped
public class Formats {
  private static final int DIGEST_SHOWN = 12;

  @Inject private Texts texts;

  /** A size, decimal (1 MB is 1,000,000 bytes), with one decimal from kB on. */
  public String size(long bytes) {
    long whole = Math.abs(bytes);
    if (whole < 1_000) {
      return bytes + " B";
    }
    if (whole < 1_000_000) {
      return number(bytes / 1e3, 1) + " kB";
    }
    return whole < 10_000_000_000L
        ? number(bytes / 1e6, 1) + " MB"
        : number(bytes / 1e9, 1) + " GB";
  }

  /** A size in KiB, worded as {@link #size}. */
  public String kib(long kib) {
    return size(kib * 1_024);
  }

  /** A size as a bare number of MB, for columns with the unit in the header. */
  public String mb(long bytes) {
    return number(bytes / 1e6, 1);
  }

  /** KiB as bytes. */
  public long bytes(long kib) {
    return kib * 1_024;
  }

  /** A change of size with its sign. */
  public String change(long bytes) {
    if (bytes == 0) {
      return "±0";
    }
    return (bytes > 0 ? "+" : "−") + size(Math.abs(bytes));
  }

  /** A change in KiB with its sign. */
  public String changeKib(long kib) {
    return change(kib * 1_024);
  }

  /** A whole number with separators. */
  public String count(long value) {
    return NumberFormat.getIntegerInstance(texts.locale()).format(value);
  }

  /** How long ago or how soon; takes an {@link Instant} or an {@link Optional} of one. */
  public String relative(@Nullable Object when) {
    Instant at = instant(when);
    if (at == null) {
      return texts.of("time.never");
    }
    Duration ago = Duration.between(at, Instant.now());
    String key = ago.isNegative() ? "time.in" : "time.ago";
    long seconds = ago.abs().toSeconds();
    if (seconds < 45) {
      return texts.of(ago.isNegative() ? "time.soon" : "time.now");
    }
    return texts.of(key, span(seconds));
  }

  /** The exact time in the server's zone; pages change it to the browser's zone. */
  public String exact(@Nullable Object when) {
    Instant at = instant(when);
    return at == null
        ? ""
        : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
            .withLocale(texts.locale())
            .withZone(ZoneId.systemDefault())
            .format(at);
  }

  /** The time for machines (ISO 8601). */
  public String iso(@Nullable Object when) {
    Instant at = instant(when);
    return at == null ? "" : at.toString();
  }

  /** How long something took. */
  public String duration(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return number(millis / 1e3, 1) + " s";
    }
    return millis / 60_000 + " min " + millis % 60_000 / 1_000 + " s";
  }

  /** How long something short took, to a tenth of a millisecond. */
  public String millis(double millis) {
    return millis < 1_000 ? number(millis, 1) + " ms" : duration(Math.round(millis));
  }

  /** The word at an index, from 0, of a text; empty if it has not so many. */
  public String word(String text, int index) {
    String[] words = text.split(" ");
    return index < words.length ? words[index] : "";
  }

  /** The first line of a text, without a colon at its end. */
  public String firstLine(String text) {
    return text.lines().findFirst().orElse("").replaceFirst(":$", "");
  }

  /** The texts with commas between. */
  public String join(List<String> texts) {
    return String.join(", ", texts);
  }

  /** How long it took from one instant to another, or until now. */
  public String took(@Nullable Object from, @Nullable Object to) {
    Instant start = instant(from);
    Instant end = instant(to);
    if (start == null) {
      return "";
    }
    return duration(Duration.between(start, end == null ? Instant.now() : end).toMillis());
  }

  /** The first twelve characters of a digest, without its algorithm. */
  public String digest(String digest) {
    String bare = digest.substring(digest.indexOf(':') + 1);
    return bare.length() > DIGEST_SHOWN ? bare.substring(0, DIGEST_SHOWN) : bare;
  }

  /** Text as a value in the query of an address. */
  public String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A part of a whole in percent, 0 to 100. */
  public int percent(long part, long whole) {
    return whole <= 0 ? 0 : (int) Math.max(0, Math.min(100, Math.round(100.0 * part / whole)));
  }

  private String span(long seconds) {
    if (seconds < 90 * 60) {
      return texts.of("time.minutes", Math.max(1, Math.round(seconds / 60.0)));
    }
    if (seconds < 36 * 3_600) {
      return texts.of("time.hours", Math.round(seconds / 3_600.0));
    }
    return texts.of("time.days", Math.round(seconds / 86_400.0));
  }

  private String number(double value, int decimals) {
    Locale locale = texts.locale();
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  private static @Nullable Instant instant(@Nullable Object when) {
    Object value = when instanceof Optional<?> optional ? optional.orElse(null) : when;
    return value instanceof Instant at ? at : null;
  }
}
