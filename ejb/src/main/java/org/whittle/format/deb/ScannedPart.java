package org.whittle.format.deb;

import java.util.ArrayList;
import java.util.List;
import org.whittle.kernel.Corrupted;

/**
 * How the reading of a part of an index went.
 *
 * @param source names the index in messages
 * @param count stanzas that were taken
 * @param lines of the part
 * @param problems stanzas that were passed over, their lines counted from the start of the part
 * @param ending how the part ends
 */
public record ScannedPart(
    String source, int count, long lines, List<Problem> problems, Ending ending) {
  private static final String REFETCH = "Fetch it again";

  /** How a part ends. */
  public enum Ending {
    /** Behind a stanza. */
    WHOLE,
    /** In the middle of a line. */
    IN_LINE,
    /** Without a blank line behind a faulty stanza that lacks a field which each must have. */
    IN_STANZA
  }

  /** Copies the list. */
  public ScannedPart {
    problems = List.copyOf(problems);
  }

  /**
   * The report on an index of which these are all parts, in their order.
   *
   * @throws Corrupted if it is cut off
   */
  public static IndexReport whole(List<ScannedPart> parts) {
    List<Problem> all = new ArrayList<>();
    long before = 0;
    int count = 0;
    for (ScannedPart part : parts) {
      for (Problem problem : part.problems) {
        all.add(
            new Problem(
                problem.source(), before + problem.line(), problem.field(), problem.message()));
      }
      before += part.lines;
      count += part.count;
    }
    refuseIfCutOff(parts.getLast(), before, all);
    return new IndexReport(count, all);
  }

  private static void refuseIfCutOff(ScannedPart last, long lines, List<Problem> problems) {
    String source = last.source;
    switch (last.ending) {
      case WHOLE -> {}
      case IN_LINE ->
          throw new Corrupted(
              "cannot read index " + source + ": it ends in the middle of line " + lines,
              REFETCH,
              null);
      case IN_STANZA ->
          throw new Corrupted(
              "cannot read index " + source + ": it ends inside of a stanza: " + problems.getLast(),
              REFETCH,
              null);
    }
  }
}
