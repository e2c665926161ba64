package org.whittle.thinning;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Corrupted;

/** Decides which of two packages' files is meant when both ship the same path. */
final class FileConflicts {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private FileConflicts() {}

  /**
   * The file that is meant: the same in both, or that of the package that replaces the other or
   * diverts its file (Debian Policy 7.6, "Overwriting files and replacing packages").
   *
   * @throws Corrupted if neither package says so
   */
  static Candidate settle(Candidate a, Candidate b) {
    if (same(a.file(), b.file()) || replaces(a, b)) {
      return a;
    }
    if (replaces(b, a)) {
      return b;
    }
    throw new Corrupted(
        "cannot lay "
            + a.file().path()
            + ": it differs in "
            + name(a)
            + " and "
            + name(b)
            + ", and neither replaces the other",
        "Leave one of the two packages out of the blueprint",
        null);
  }

  private static boolean same(FileEntry a, FileEntry b) {
    return a.content().equals(b.content()) && a.link().equals(b.link());
  }

  private static boolean replaces(Candidate a, Candidate b) {
    PackageContents owner = a.owner().orElseThrow();
    String other = b.owner().orElseThrow().id().name().value();
    String preinst = owner.controlFiles().getOrDefault("preinst", "");
    boolean diverts = preinst.contains("dpkg-divert") && preinst.contains(a.file().path().name());
    return diverts || fieldNames(owner, "Replaces", other);
  }

  private static boolean fieldNames(PackageContents contents, String field, String other) {
    String control = contents.controlFiles().getOrDefault("control", "");
    return control
        .lines()
        .filter(l -> l.startsWith(field + ":"))
        .anyMatch(l -> Arrays.asList(SEPARATOR.split(l)).contains(other));
  }

  private static String name(Candidate c) {
    return c.owner().orElseThrow().id().toString();
  }
}
