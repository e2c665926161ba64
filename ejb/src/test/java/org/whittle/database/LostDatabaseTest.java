package org.whittle.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LostDatabaseTest {
  @Test
  void aConnectionThatBroke() {
    assertTrue(lost(new SQLException("Connection reset", "08000")));
    assertTrue(lost(new SQLException("IJ000453: Unable to get managed connection")));
  }

  @Test
  void aCommitThatDidNotCome() {
    assertTrue(lost(new RollbackException("ARJUNA016053: Could not commit transaction")));
  }

  @Test
  void whatTheDatabaseRefused() {
    assertFalse(lost(new SQLException("Duplicate entry", "23000")));
    RollbackException commit = new RollbackException("marked");
    commit.initCause(new SQLException("Data too long", "22001"));
    assertFalse(lost(commit));
  }

  @Test
  void anythingElse() {
    assertFalse(LostDatabase.isCauseOf(new IllegalStateException("a fault of ours")));
  }

  private static boolean lost(Exception cause) {
    return LostDatabase.isCauseOf(new IllegalStateException("outer", cause));
  }
}
