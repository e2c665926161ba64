package org.whittle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.InvalidInput;

class PasswordHashTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = PasswordHash.of("correct horse battery", random);
    assertTrue(PasswordHash.matches("correct horse battery", hash));
    assertFalse(PasswordHash.matches("correct horse batterY", hash));
    assertFalse(PasswordHash.matches("", hash));
  }

  @Test
  void theSamePasswordIsNeverHashedAlike() {
    assertNotEquals(
        PasswordHash.of("correct horse battery", random),
        PasswordHash.of("correct horse battery", random));
  }

  @Test
  void nothingMatchesTheDecoyOrAForeignHash() {
    assertFalse(PasswordHash.matches("", PasswordHash.DECOY));
    assertFalse(PasswordHash.matches("x", "$2a$10$abcdefghijklmnopqrstuv"));
  }

  @Test
  void aDisabledUserIsNotAccepted() {
    User user = new User("paula", "", "correct horse battery", Instant.EPOCH, random);
    user.grant(1, List.of("viewer"));
    assertTrue(user.accepts("correct horse battery"));
    assertEquals(List.of("viewer"), user.roles(1));
    assertEquals(List.of(), user.roles(2));
    user.setEnabled(false);
    assertFalse(user.accepts("correct horse battery"));
  }

  @Test
  void shortPasswordsAndOddNamesAreRefused() {
    assertEquals(
        "cannot set the password: it has fewer than 12 characters",
        assertThrows(
                InvalidInput.class, () -> new User("paula", "", "short", Instant.EPOCH, random))
            .getMessage());
    assertEquals(
        "cannot create user \"Paula X\": the name does not do",
        assertThrows(
                InvalidInput.class,
                () -> new User("Paula X", "", "correct horse battery", Instant.EPOCH, random))
            .getMessage());
  }
}
