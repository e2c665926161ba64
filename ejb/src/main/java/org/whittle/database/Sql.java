package org.whittle.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;

/**
 * Runs SQL on the library's database, in the caller's transaction if there is one.
 *
 * <p>Values are always parameters. Changes of entities in the same transaction are written before a
 * statement runs, so that it sees them. Parameters may be texts, numbers, booleans, {@link Digest},
 * {@link Instant}, dates, enumerations (by name), byte arrays, {@link Optional} of these, and null.
 *
 * <p>Errors: {@link Conflict} where a unique key says that the thing is there already, {@link
 * Unavailable} where the database does not answer.
 */
@ApplicationScoped
public class Sql {
  @Resource(lookup = "java:jboss/datasources/Whittle")
  private DataSource database;

  @PersistenceContext private EntityManager entities;

  /** All rows. */
  public <T> List<T> list(String sql, Row.Mapper<T> mapper, @Nullable Object... parameters) {
    return run(
        sql,
        Statement.NO_GENERATED_KEYS,
        statement -> {
          bind(statement, parameters);
          List<T> rows = new ArrayList<>();
          try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (result.next()) {
              rows.add(mapper.map(row));
            }
          }
          return rows;
        });
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Row.Mapper<T> mapper, @Nullable Object... parameters) {
    return list(sql, mapper, parameters).stream().findFirst();
  }

  /** A single number, such as a count; 0 if there is no row. */
  public long number(String sql, @Nullable Object... parameters) {
    return run(
        sql,
        Statement.NO_GENERATED_KEYS,
        statement -> {
          bind(statement, parameters);
          try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0L;
          }
        });
  }

  /** Changes rows; gives how many. */
  public int update(String sql, @Nullable Object... parameters) {
    return run(
        sql,
        Statement.NO_GENERATED_KEYS,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  /** Inserts one row; gives its generated number. */
  public long insert(String sql, @Nullable Object... parameters) {
    return run(
        sql,
        Statement.RETURN_GENERATED_KEYS,
        statement -> {
          bind(statement, parameters);
          statement.executeUpdate();
          try (ResultSet keys = statement.getGeneratedKeys()) {
            if (!keys.next()) {
              throw new SQLException("no key was generated");
            }
            return keys.getLong(1);
          }
        });
  }

  /** Runs the statement once for each set of parameters, in batches. */
  public void batch(String sql, Collection<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    run(
        sql,
        Statement.NO_GENERATED_KEYS,
        statement -> {
          int waiting = 0;
          for (@Nullable Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
            if (++waiting == 2000) {
              statement.executeBatch();
              waiting = 0;
            }
          }
          if (waiting > 0) {
            statement.executeBatch();
          }
          return waiting;
        });
  }

  /** As many placeholders as there are values, for {@code in (…)}; never empty. */
  public static String placeholders(Collection<?> values) {
    return values.isEmpty()
        ? "null"
        : values.stream().map(value -> "?").collect(Collectors.joining(", "));
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, int keys, Work<T> work) {
    if (entities.isJoinedToTransaction()) {
      entities.flush();
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql, keys)) {
      return work.on(statement);
    } catch (SQLIntegrityConstraintViolationException e) {
      throw new Conflict(
          "cannot store: somebody stored the same or a related thing at the same time",
          "Load it again and repeat what you did",
          e);
    } catch (SQLException e) {
      throw new Unavailable("cannot use the database: " + e.getMessage(), e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, toColumn(parameters[i]));
    }
  }

  private static @Nullable Object toColumn(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> toColumn(optional.orElse(null));
      case Digest digest -> digest.bytes();
      case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      case Enum<?> word -> word.name();
      default -> value;
    };
  }
}
