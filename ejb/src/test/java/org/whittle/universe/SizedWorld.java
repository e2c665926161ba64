package org.whittle.universe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;

/**
 * A small world whose packages have sizes and recommendations, and a plain reading of what makes
 * one set of them better than another: it looks at every set.
 *
 * <p>Nothing here is shared with the code under test.
 */
record SizedWorld(
    SmallWorld world,
    Map<SmallWorld.Item, Integer> sizes,
    Map<SmallWorld.Item, List<List<SmallWorld.Atom>>> recommends) {

  static SizedWorld random(Random random) {
    SmallWorld world = SmallWorld.random(random);
    Map<SmallWorld.Item, Integer> sizes = new HashMap<>();
    Map<SmallWorld.Item, List<List<SmallWorld.Atom>>> recommends = new HashMap<>();
    List<List<SmallWorld.Atom>> clauses =
        SmallWorld.random(random).items().stream().flatMap(i -> i.depends().stream()).toList();
    for (SmallWorld.Item item : world.items()) {
      sizes.put(item, random.nextInt(4));
      boolean some = !clauses.isEmpty() && random.nextBoolean();
      recommends.put(item, some ? List.of(clauses.get(random.nextInt(clauses.size()))) : List.of());
    }
    return new SizedWorld(world, sizes, recommends);
  }

  List<IndexRecord> records() {
    return CaseFile.records(
        world.items().stream().map(this::stanza).collect(Collectors.joining("\n\n")));
  }

  private String stanza(SmallWorld.Item item) {
    String wishes = wishesOf(item).stream().map(SizedWorld::text).collect(Collectors.joining(", "));
    return item.stanza()
        + "\nInstalled-Size: "
        + sizeOf(item)
        + (wishes.isEmpty() ? "" : "\nRecommends: " + wishes);
  }

  private List<List<SmallWorld.Atom>> wishesOf(SmallWorld.Item item) {
    return recommends.getOrDefault(item, List.of());
  }

  private int sizeOf(SmallWorld.Item item) {
    return sizes.getOrDefault(item, 0);
  }

  private static String text(List<SmallWorld.Atom> clause) {
    return clause.stream().map(SmallWorld.Atom::toString).collect(Collectors.joining(" | "));
  }

  /** The best set of those that give all roots; the figures are compared from the first on. */
  Optional<List<SmallWorld.Item>> best(
      List<String> roots, BiFunction<SizedWorld, List<SmallWorld.Item>, List<Long>> figures) {
    List<SmallWorld.Atom> atoms = roots.stream().map(r -> new SmallWorld.Atom(r, "", 0)).toList();
    List<List<SmallWorld.Item>> solutions = new ArrayList<>();
    for (int set = 0; set < 1 << world.items().size(); set++) {
      List<SmallWorld.Item> chosen = new ArrayList<>();
      for (int i = 0; i < world.items().size(); i++) {
        if ((set >> i & 1) == 1) {
          chosen.add(world.items().get(i));
        }
      }
      if (world.isSolution(chosen, atoms)) {
        solutions.add(chosen);
      }
    }
    return solutions.stream()
        .min(
            Comparator.comparing((List<SmallWorld.Item> s) -> figures.apply(this, s), ORDER)
                .thenComparing(SizedWorld::names, ORDER)
                .thenComparing(SizedWorld::ages, ORDER));
  }

  /** The first difference decides. */
  private static final Comparator<List<Long>> ORDER =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          if (!a.get(i).equals(b.get(i))) {
            return Long.compare(a.get(i), b.get(i));
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private static List<Long> names(List<SmallWorld.Item> chosen) {
    return chosen.stream().map(i -> (long) i.name().charAt(0)).sorted().toList();
  }

  private static List<Long> ages(List<SmallWorld.Item> chosen) {
    return chosen.stream()
        .sorted(Comparator.comparing(SmallWorld.Item::name))
        .map(i -> (long) -i.version())
        .toList();
  }

  long size(List<SmallWorld.Item> chosen) {
    return chosen.stream().mapToLong(i -> 1024L * sizeOf(i)).sum();
  }

  /** How far what is chosen for the roots stands below what is preferred. */
  long belowCandidate(List<SmallWorld.Item> chosen, List<String> roots) {
    long sum = 0;
    for (String root : roots) {
      List<SmallWorld.Item> real =
          world.items().stream()
              .filter(i -> i.name().equals(root))
              .sorted(Comparator.comparingInt(SmallWorld.Item::version).reversed())
              .toList();
      int steps = 0;
      while (steps < real.size() && !chosen.contains(real.get(steps))) {
        steps++;
      }
      sum += steps;
    }
    return sum;
  }

  long standIns(List<SmallWorld.Item> chosen) {
    Set<String> found = new HashSet<>();
    for (SmallWorld.Item item : chosen) {
      for (List<SmallWorld.Atom> clause : item.depends()) {
        boolean met = chosen.stream().anyMatch(o -> clause.stream().anyMatch(o::satisfies));
        boolean properly =
            chosen.stream().anyMatch(o -> clause.stream().anyMatch(a -> isProper(o, a)));
        if (met && !properly) {
          found.add(text(clause));
        }
      }
    }
    return found.size();
  }

  /** A package of the name is never a stand-in, even if it provides its name in other versions. */
  private boolean isProper(SmallWorld.Item item, SmallWorld.Atom atom) {
    boolean realExists =
        world.items().stream().anyMatch(i -> i.name().equals(atom.name()) && i.satisfies(atom));
    return item.satisfies(atom) && (!realExists || item.name().equals(atom.name()));
  }

  long unmet(List<SmallWorld.Item> chosen, boolean lenient) {
    Set<String> found = new HashSet<>();
    for (SmallWorld.Item item : chosen) {
      for (List<SmallWorld.Atom> clause : wishesOf(item)) {
        boolean possible =
            world.items().stream().anyMatch(o -> clause.stream().anyMatch(o::satisfies));
        boolean met =
            chosen.stream()
                .anyMatch(
                    o -> clause.stream().anyMatch(a -> lenient ? o.satisfies(a) : isProper(o, a)));
        if (possible && !met) {
          found.add(text(clause));
        }
      }
    }
    return found.size();
  }

  /** How many names of a former composition are gone although something asks for them. */
  long removed(
      List<SmallWorld.Item> chosen,
      List<PackageId> former,
      List<String> roots,
      boolean withRecommends) {
    List<List<SmallWorld.Atom>> asked = new ArrayList<>();
    roots.forEach(root -> asked.add(List.of(new SmallWorld.Atom(root, "", 0))));
    for (SmallWorld.Item by : chosen) {
      asked.addAll(by.depends());
      if (withRecommends) {
        asked.addAll(wishesOf(by));
      }
    }
    return former.stream()
        .filter(id -> chosen.stream().noneMatch(i -> i.name().equals(id.name().value())))
        .filter(id -> asked.stream().anyMatch(clause -> isMetBy(id, clause)))
        .count();
  }

  /** Whether what there was meets a clause, or if it is gone, any version of its name. */
  private boolean isMetBy(PackageId former, List<SmallWorld.Atom> clause) {
    boolean gone = world.items().stream().noneMatch(i -> id(i).equals(former));
    return world.items().stream()
        .filter(i -> gone ? i.name().equals(former.name().value()) : id(i).equals(former))
        .anyMatch(i -> clause.stream().anyMatch(i::satisfies));
  }

  /** How many names are in another version than in a former composition. */
  static long changed(List<SmallWorld.Item> chosen, List<PackageId> former) {
    return chosen.stream()
        .filter(i -> isFormer(i, former))
        .filter(i -> !former.contains(id(i)))
        .count();
  }

  /** How many names are not in a former composition. */
  static long added(List<SmallWorld.Item> chosen, List<PackageId> former) {
    return chosen.stream().filter(i -> !isFormer(i, former)).count();
  }

  static PackageId id(SmallWorld.Item item) {
    return PackageId.of(item.name(), String.valueOf(item.version()), "amd64");
  }

  private static boolean isFormer(SmallWorld.Item item, List<PackageId> former) {
    return former.stream().anyMatch(id -> id.name().value().equals(item.name()));
  }

  /** How many later versions there are of what is chosen. */
  long outdated(List<SmallWorld.Item> chosen) {
    return chosen.stream()
        .mapToLong(
            i ->
                world.items().stream()
                    .filter(o -> o.name().equals(i.name()) && o.version() > i.version())
                    .count())
        .sum();
  }

  /** The same world of which only the latest version of each name can be seen. */
  SizedWorld candidates() {
    return new SizedWorld(world.candidates(), sizes, recommends);
  }
}
