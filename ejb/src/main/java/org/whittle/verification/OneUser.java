package org.whittle.verification;

import java.util.regex.Pattern;

/**
 * The sandbox has one user alone: a program that becomes another ends there, and says so in words
 * that do not help its author.
 */
final class OneUser {
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?i)\\b(setgroups|initgroups|setres[ug]id|setre[ug]id|sete?[ug]id|setuid|setgid)\\b");

  private OneUser() {}

  /** What a failed test's detail is, if what was written tells of a change of user. */
  static String hint(String detail, String log) {
    return CHANGE.matcher(detail + "\n" + log).find()
        ? detail
            + "; its output speaks of changing the user: a sandbox has one user alone, so let the"
            + " image run as its own user and keep the program from changing it"
        : detail;
  }
}
