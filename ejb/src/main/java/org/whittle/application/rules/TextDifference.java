package org.whittle.application.rules;

import java.util.ArrayList;
import java.util.List;
import org.whittle.application.rules.RuleDifference.Kind;
import org.whittle.application.rules.RuleDifference.Line;

/** The lines by which two texts differ, with a few around them: the fewest there can be. */
public final class TextDifference {
  private static final int AROUND = 3;

  /** Beyond that many lines of both, a text is shown as replaced. */
  private static final int MOST_CELLS = 4_000_000;

  private TextDifference() {}

  /** The lines that only one text has, each in its place among those around it. */
  public static List<Line> between(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    return shortened(
        (long) old.size() * now.size() > MOST_CELLS ? replaced(old, now) : all(old, now));
  }

  private static List<Line> replaced(List<String> old, List<String> now) {
    List<Line> lines = new ArrayList<>();
    old.forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
    now.forEach(line -> lines.add(new Line(Kind.ADDED, line)));
    return lines;
  }

  private static List<Line> all(List<String> old, List<String> now) {
    int[][] common = common(old, now);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(Kind.SAME, old.get(i++)));
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Kind.REMOVED, old.get(i++)));
      } else {
        lines.add(new Line(Kind.ADDED, now.get(j++)));
      }
    }
    return lines;
  }

  /** The length of the longest common subsequence from each pair of lines on. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static List<Line> shortened(List<Line> lines) {
    List<Line> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int from = Math.max(0, i - AROUND);
      int to = Math.min(lines.size(), i + AROUND + 1);
      if (lines.subList(from, to).stream().anyMatch(line -> line.kind() != Kind.SAME)) {
        shown.add(lines.get(i));
      }
    }
    return shown;
  }
}
