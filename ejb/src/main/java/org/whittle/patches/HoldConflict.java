package org.whittle.patches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds in force on one package of an image that together let in no version of it.
 *
 * @param holds what each of them says, in the order of their numbers
 * @param never whether no version whatever could satisfy them, not only none on offer
 */
public record HoldConflict(String packageName, List<Hold> holds, boolean never) {
  private static final String NONE_WITHIN = " on offer is within ";
  private static final String CONTRADICT = " contradict each other,";

  /** Copies the list. */
  public HoldConflict {
    holds = List.copyOf(holds);
  }

  /**
   * The conflicts among the holds in force of one image, by package.
   *
   * @param offered the versions of a package that the image may draw from
   */
  public static List<HoldConflict> among(
      Collection<Hold> inForce, Function<String, ? extends Collection<String>> offered) {
    Map<String, List<Hold>> byPackage = new TreeMap<>();
    for (Hold hold : inForce) {
      byPackage.computeIfAbsent(hold.packageName(), name -> new ArrayList<>()).add(hold);
    }
    List<HoldConflict> conflicts = new ArrayList<>();
    byPackage.forEach(
        (name, holds) -> {
          List<HeldVersions> all = holds.stream().map(Hold::versions).toList();
          boolean never = HeldVersions.contradict(all);
          boolean none =
              offered.apply(name).stream()
                  .noneMatch(version -> all.stream().allMatch(held -> held.admits(version)));
          if (never || none) {
            conflicts.add(new HoldConflict(name, holds, never));
          }
        });
    return conflicts;
  }

  /** What is wrong, with every hold that has a part in it. */
  public String inWords() {
    String all = holds.stream().map(HoldConflict::told).collect(Collectors.joining(" and "));
    return holds.size() == 1
        ? "no version of " + packageName + NONE_WITHIN + all
        : "the holds on "
            + packageName
            + CONTRADICT
            + " no version "
            + (never ? "" : "on offer ")
            + "is within all of them: "
            + all;
  }

  /** Whether a message says such a thing. */
  public static boolean isTold(String message) {
    return message.contains(NONE_WITHIN) || message.contains(CONTRADICT);
  }

  private static String told(Hold hold) {
    return hold.named() + " (" + hold.versions() + ", " + hold.owner() + ": " + hold.reason() + ")";
  }
}
