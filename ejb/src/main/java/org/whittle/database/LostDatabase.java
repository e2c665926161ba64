package org.whittle.database;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells whether a fault comes from the database's being away, and not from what was asked of it.
 */
public final class LostDatabase {
  /** "Connection exception" (ISO 9075-2, table of SQLSTATE classes). */
  private static final String CONNECTION = "08";

  private static final int DEEPEST = 30;

  private LostDatabase() {}

  /** Whether it does: then the same may succeed later. */
  public static boolean isCauseOf(Throwable fault) {
    Optional<SQLException> said = find(fault, SQLException.class);
    return said.isPresent()
        // The pool says nothing where it cannot get a connection.
        ? said.get().getSQLState() == null || said.get().getSQLState().startsWith(CONNECTION)
        : find(fault, RollbackException.class).isPresent()
            || find(fault, HeuristicMixedException.class).isPresent()
            || find(fault, HeuristicRollbackException.class).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable fault, Class<T> type) {
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
