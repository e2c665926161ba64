package org.whittle.universe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.whittle.kernel.Version;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.VersionRange;

/** All that a universe answers, as lines. */
final class UniverseDump {
  private UniverseDump() {}

  static List<String> of(DebianUniverse universe) {
    List<String> lines = new ArrayList<>();
    for (int p = 0; p < universe.packages(); p++) {
      lines.add(
          p
              + " "
              + universe.entry(p)
              + " "
              + universe.nameOf(p)
              + " "
              + (Arrays.binarySearch(universe.essentials(), p) >= 0)
              + " "
              + universe.installedSize(p));
    }
    VersionRange range = VersionRange.of(VersionRange.Comparison.AT_LEAST, new Version("1.0"));
    for (int n = 0; n < universe.names(); n++) {
      lines.add(
          "name "
              + universe.name(n)
              + " "
              + universe.find(universe.name(n))
              + " "
              + Arrays.toString(universe.matching(universe.name(n), VersionRange.ANY))
              + Arrays.toString(universe.matching(universe.name(n), range)));
    }
    for (int r = 0; r < universe.solvers().rows(); r++) {
      lines.add("relation " + universe.subject(r) + " " + universe.relationText(r));
    }
    add(lines, "versions", universe.versions());
    add(lines, "requirements", universe.requirements());
    add(lines, "recommendations", universe.recommendations());
    add(lines, "exclusions", universe.exclusions());
    add(lines, "clauses", universe.clauses());
    add(lines, "solvers", universe.solvers());
    lines.add("stanzas " + universe.stanzas() + " skipped " + universe.skipped());
    return lines;
  }

  private static void add(List<String> lines, String title, IntTable table) {
    lines.add(title + " " + table.rows());
    for (int row = 0; row < table.rows(); row++) {
      lines.add(Arrays.toString(table.row(row)));
    }
  }
}
