package org.whittle.universe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.whittle.format.deb.IndexRecord;

/**
 * A handful of packages and a plain reading of what their relations mean, to hold the resolver
 * against: it tries every set of packages.
 *
 * <p>Versions are small numbers. Nothing here is shared with the code under test.
 */
record SmallWorld(List<Item> items) {
  /** A name with a comparison and a version, or without both if the sign is empty. */
  record Atom(String name, String sign, int version) {
    @Override
    public String toString() {
      return sign.isEmpty() ? name : name + " (" + sign + " " + version + ")";
    }

    boolean fits(int other) {
      return switch (sign) {
        case "" -> true;
        case "=" -> other == version;
        case ">=" -> other >= version;
        default -> other < version;
      };
    }
  }

  record Item(
      String name,
      int version,
      List<List<Atom>> depends,
      List<Atom> conflicts,
      List<Atom> provides) {

    boolean satisfies(Atom atom) {
      if (name.equals(atom.name()) && atom.fits(version)) {
        return true;
      }
      return provides.stream()
          .filter(p -> p.name().equals(atom.name()))
          .anyMatch(p -> p.sign().isEmpty() ? atom.sign().isEmpty() : atom.fits(p.version()));
    }

    String stanza() {
      return "Package: "
          + name
          + "\nVersion: "
          + version
          + field("Depends", clauses())
          + field("Conflicts", atoms(conflicts, ", "))
          + field("Provides", atoms(provides, ", "));
    }

    private String clauses() {
      return depends.stream().map(c -> atoms(c, " | ")).collect(Collectors.joining(", "));
    }

    private static String atoms(List<Atom> atoms, String separator) {
      return atoms.stream().map(Atom::toString).collect(Collectors.joining(separator));
    }

    private static String field(String name, String value) {
      return value.isEmpty() ? "" : "\n" + name + ": " + value;
    }
  }

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<String> VIRTUAL = List.of("a", "b", "c", "d", "e", "v", "w");

  static SmallWorld random(Random random) {
    List<Item> items = new ArrayList<>();
    for (String name : NAMES) {
      int versions = random.nextInt(3);
      for (int version = 1; version <= versions; version++) {
        items.add(item(random, name, version));
      }
    }
    return new SmallWorld(items);
  }

  private static Item item(Random random, String name, int version) {
    List<List<Atom>> depends = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      depends.add(atoms(random, 1 + random.nextInt(2), 0.3));
    }
    List<Atom> provides = new ArrayList<>();
    for (Atom atom : atoms(random, random.nextInt(3), 0.3)) {
      provides.add(new Atom(atom.name(), atom.sign().isEmpty() ? "" : "=", atom.version()));
    }
    List<Atom> conflicts = atoms(random, random.nextInt(2), 0.4);
    return new Item(name, version, depends, conflicts, provides);
  }

  private static List<Atom> atoms(Random random, int count, double versioned) {
    List<Atom> atoms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = VIRTUAL.get(random.nextInt(VIRTUAL.size()));
      String sign = List.of("=", ">=", "<<").get(random.nextInt(3));
      boolean plain = random.nextDouble() > versioned;
      atoms.add(plain ? new Atom(name, "", 0) : new Atom(name, sign, 1 + random.nextInt(2)));
    }
    return atoms;
  }

  List<IndexRecord> records() {
    return CaseFile.records(items.stream().map(Item::stanza).collect(Collectors.joining("\n\n")));
  }

  /** The same with the latest version of each name only. */
  SmallWorld candidates() {
    return new SmallWorld(
        items.stream()
            .filter(
                i ->
                    items.stream()
                        .noneMatch(o -> o.name().equals(i.name()) && o.version() > i.version()))
            .toList());
  }

  /** Whether any set of packages gives all roots. */
  boolean isSolvable(List<Atom> roots) {
    return tryAll(new ArrayList<>(), 0, roots);
  }

  private boolean tryAll(List<Item> chosen, int next, List<Atom> roots) {
    if (next == items.size()) {
      return isSolution(chosen, roots);
    }
    if (tryAll(chosen, next + 1, roots)) {
      return true;
    }
    chosen.add(items.get(next));
    boolean found = tryAll(chosen, next + 1, roots);
    chosen.removeLast();
    return found;
  }

  /** Whether a set gives all roots, is closed and free of conflicts. */
  boolean isSolution(List<Item> chosen, List<Atom> roots) {
    return roots.stream().allMatch(root -> chosen.stream().anyMatch(i -> i.satisfies(root)))
        && chosen.stream().allMatch(i -> fits(i, chosen));
  }

  private static boolean fits(Item item, List<Item> chosen) {
    boolean met =
        item.depends().stream()
            .allMatch(
                clause -> chosen.stream().anyMatch(o -> clause.stream().anyMatch(o::satisfies)));
    boolean free =
        chosen.stream()
            .filter(o -> !o.equals(item))
            .allMatch(
                o ->
                    !o.name().equals(item.name())
                        && item.conflicts().stream().noneMatch(o::satisfies));
    return met && free;
  }
}
