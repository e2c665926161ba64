package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.security.SecureRandom;
import java.time.Clock;

/** What the rooms take from outside, so that a test can give something else. */
@ApplicationScoped
class Resources {
  @Produces
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  SecureRandom random() {
    return new SecureRandom();
  }
}
