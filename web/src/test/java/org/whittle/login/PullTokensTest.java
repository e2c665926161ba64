package org.whittle.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullTokensTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final PullTokens tokens = new PullTokens(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aTokenTellsWhoseItIs() {
    assertEquals(Optional.of("ann o\u00df"), tokens.bearer(tokens.issue("ann o\u00df")));
  }

  @Test
  void aTokenThatIsTooOldIsWorthNothing() {
    Instant[] now = {NOW};
    PullTokens moving =
        new PullTokens(
            new Clock() {
              @Override
              public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(java.time.ZoneId zone) {
                return this;
              }

              @Override
              public Instant instant() {
                return now[0];
              }
            });
    String token = moving.issue("ann");
    now[0] = NOW.plus(PullTokens.LIFETIME).minusSeconds(1);
    assertEquals(Optional.of("ann"), moving.bearer(token));
    now[0] = NOW.plus(PullTokens.LIFETIME);
    assertEquals(Optional.empty(), moving.bearer(token));
  }

  @Test
  void aTokenOfAnotherServerOrForSomebodyElseIsWorthNothing() {
    String token = tokens.issue("ann");
    String[] parts = token.split("\\.");
    String[] other = tokens.issue("bob").split("\\.");

    assertEquals(Optional.empty(), new PullTokens(Clock.systemUTC()).bearer(token));
    assertEquals(Optional.empty(), tokens.bearer(parts[0] + "." + other[1] + "." + parts[2]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "whittle-pull.", "whittle-pull..", "whittle-pull.%.%"})
  void whatIsNoTokenIsWorthNothing(String token) {
    assertEquals(Optional.empty(), tokens.bearer(token));
  }
}
