package org.whittle.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.whittle.kernel.Digest;

/** The current row of a result, read by column label; valid only while it is mapped. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** Maps a row to a value. */
  @FunctionalInterface
  public interface Mapper<T> {
    /** The value of the current row. */
    T map(Row row) throws SQLException;
  }

  /** A text that is there. */
  public String text(String column) throws SQLException {
    String text = result.getString(column);
    return text == null ? "" : text;
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  /** A number; 0 if absent. */
  public int integer(String column) throws SQLException {
    return result.getInt(column);
  }

  /** A number that may be absent. */
  public OptionalInt optionalInteger(String column) throws SQLException {
    int value = result.getInt(column);
    return result.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** A number; 0 if absent. */
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  /** A number that may be absent. */
  public OptionalLong optionalNumber(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** A truth value; false if absent. */
  public boolean bool(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /** A word of an enumeration. */
  public <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  /** A digest that is there. */
  public Digest digest(String column) throws SQLException {
    return Digest.fromBytes(result.getBytes(column));
  }

  /** A digest that may be absent. */
  public Optional<Digest> optionalDigest(String column) throws SQLException {
    return Optional.ofNullable(result.getBytes(column)).map(Digest::fromBytes);
  }

  /** Bytes that are there. */
  public byte[] bytes(String column) throws SQLException {
    byte[] bytes = result.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  /** A moment that is there; the database keeps UTC. */
  public Instant instant(String column) throws SQLException {
    return optionalInstant(column).orElse(Instant.EPOCH);
  }

  /** A moment that may be absent. */
  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return Optional.ofNullable(result.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }

  /** A date that may be absent. */
  public Optional<LocalDate> optionalDate(String column) throws SQLException {
    return Optional.ofNullable(result.getObject(column, LocalDate.class));
  }
}
