package org.whittle.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.whittle.kernel.Corrupted;

/**
 * Decides whether a verified release may be used: a good signature alone does not keep anybody from
 * answering with an older release or with that of another suite.
 */
record ReleaseCheck(String suite, Optional<KnownRelease> previous, Instant now) {
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);
  private static final String OLD_SECURITY_SUFFIX = "/updates";

  /**
   * Checks suite, dates and roll-back.
   *
   * @param place names the release in messages
   * @throws Corrupted if it may not be used
   */
  void require(ReleaseFile release, String place) {
    requireSuite(release, place);
    if (release.date().isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw refused(
          place,
          "its date " + release.date() + " is in the future",
          "Check the clock of this machine");
    }
    release
        .validUntil()
        .filter(end -> !end.isAfter(now))
        .ifPresent(
            end -> {
              throw refused(
                  place,
                  "it expired at " + end,
                  "The mirror is stale, or somebody holds patches back: use another mirror, and"
                      + " check the clock of this machine");
            });
    previous
        .filter(known -> release.date().isBefore(known.date()))
        .ifPresent(
            known -> {
              throw refused(
                  place,
                  "its date "
                      + release.date()
                      + " is older than the previous snapshot's, "
                      + known.date(),
                  "The mirror is behind, or somebody rolls patches back: sync again later or use"
                      + " another mirror");
            });
  }

  private void requireSuite(ReleaseFile release, String place) {
    String plain =
        suite.endsWith(OLD_SECURITY_SUFFIX)
            ? suite.substring(0, suite.length() - OLD_SECURITY_SUFFIX.length())
            : suite;
    boolean same =
        suite.equals(release.suite())
            || suite.equals(release.codename())
            || plain.equals(release.suite())
            || plain.equals(release.codename());
    if (!same) {
      throw refused(
          place,
          "it is for suite \""
              + release.suite()
              + "\" with codename \""
              + release.codename()
              + "\", not for \""
              + suite
              + "\"",
          "Ask for the suite by the name that the release gives itself, or use another mirror");
    }
  }

  private static Corrupted refused(String place, String fault, String remedy) {
    return new Corrupted("cannot accept " + place + ": " + fault, remedy, null);
  }
}
