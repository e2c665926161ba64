package org.whittle.verification;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that ended as none should.
 *
 * @param program path of the program
 * @param status as shells say it: 128 and the number of the signal, or 127 if a program or a
 *     library that it needs was not found
 * @param signal its name; empty if it ended by itself
 */
public record AbnormalEnd(String program, int status, String signal) {
  /** What a program does to itself when it crashes (signal(7)); others are sent by somebody. */
  static final Map<String, Integer> CRASHES =
      Map.of(
          "SIGILL", 4, "SIGTRAP", 5, "SIGABRT", 6, "SIGBUS", 7, "SIGFPE", 8, "SIGSEGV", 11,
          "SIGSYS", 31);

  private static final int NOT_FOUND = 127;
  private static final Pattern END =
      Pattern.compile("\\d+\\s+\\+\\+\\+ (?:killed by (SIG\\w+)|exited with (\\d{1,3}))\\b.*");

  /** A line of strace(1) that tells of an end; empty if it was an ordinary one. */
  static Optional<AbnormalEnd> of(String line, String program) {
    Matcher m = END.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    if (m.group(1) == null) {
      return m.group(2).equals("" + NOT_FOUND)
          ? Optional.of(new AbnormalEnd(program, NOT_FOUND, ""))
          : Optional.empty();
    }
    return Optional.ofNullable(CRASHES.get(m.group(1)))
        .map(number -> new AbnormalEnd(program, 128 + number, m.group(1)));
  }

  /** Whether it crashed: then no test has passed, whoever noticed. */
  public boolean crashed() {
    return !signal.isEmpty();
  }

  /** What happened, as the end of a sentence. */
  @Override
  public String toString() {
    return crashed()
        ? program + " was killed by " + signal
        : program + " ended with status 127: a program or library that it needs was not found";
  }
}
