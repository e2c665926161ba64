package org.whittle.thinning;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change of a file's mode as chmod(1) takes it: octal, or {@code u+x,g-w}. */
record ModeChange(String text) {
  private static final Pattern OCTAL = Pattern.compile("[0-7]{3,5}");
  private static final Pattern CLAUSE = Pattern.compile("([ugoa]*)([-+=])([rwxXst]*)");
  private static final int ALL = 07777;

  /** Empty if it is not written as expected. */
  static Optional<ModeChange> of(String text) {
    boolean symbolic = true;
    for (String clause : text.split(",", -1)) {
      symbolic &= CLAUSE.matcher(clause).matches();
    }
    return symbolic || OCTAL.matcher(text).matches()
        ? Optional.of(new ModeChange(text))
        : Optional.empty();
  }

  /** The mode after it. */
  int of(int mode, boolean directory) {
    if (OCTAL.matcher(text).matches()) {
      int octal = Integer.parseInt(text, 8) & ALL;
      // What chmod(1) says of a directory's set-id bits: fewer than five digits leave them.
      return directory && text.length() < 5 ? octal | (mode & 06000) : octal;
    }
    int now = mode;
    for (String clause : text.split(",", -1)) {
      Matcher m = CLAUSE.matcher(clause);
      if (m.matches()) {
        now = changed(now, m.group(1), m.group(2).charAt(0), m.group(3), directory);
      }
    }
    return now;
  }

  private static int changed(int mode, String who, char sign, String what, boolean directory) {
    boolean all = who.isEmpty() || who.contains("a");
    int whose =
        all
            ? ALL
            : (who.contains("u") ? 04700 : 0)
                | (who.contains("g") ? 02070 : 0)
                | (who.contains("o") ? 01007 : 0);
    boolean execute =
        what.contains("x") || (what.contains("X") && (directory || (mode & 0111) != 0));
    int bits =
        whose
            & ((what.contains("r") ? 0444 : 0)
                | (what.contains("w") ? 0222 : 0)
                | (execute ? 0111 : 0)
                | (what.contains("s") ? 06000 : 0)
                | (what.contains("t") ? 01000 : 0));
    return sign == '+' ? mode | bits : sign == '-' ? mode & ~bits : (mode & ~whose) | bits;
  }
}
