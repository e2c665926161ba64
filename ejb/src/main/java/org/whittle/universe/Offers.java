package org.whittle.universe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.MultiArch;

/**
 * Who has a name: the packages called so, and those that provide it (Debian Policy 7.5, "Virtual
 * packages - Provides").
 */
final class Offers {
  /** A package provides a name, in a version or without any. */
  private record Provision(int provider, @Nullable DebVersion version) {}

  private final PackageRow[] rows;
  private final List<int[]> real;
  private final List<List<Provision>> provisions = new ArrayList<>();
  private final Comparator<Provision> preference;

  Offers(PackageRow[] rows, List<int[]> real) {
    this.rows = rows;
    this.real = real;
    this.preference =
        Comparator.comparingInt((Provision p) -> rows[p.provider].record().essential() ? 0 : 1)
            .thenComparingInt(p -> rows[p.provider].rank())
            .thenComparingInt(Provision::provider);
  }

  void provide(int name, int provider, @Nullable DebVersion version) {
    while (provisions.size() <= name) {
      provisions.add(List.of());
    }
    if (provisions.get(name).isEmpty()) {
      provisions.set(name, new ArrayList<>(1));
    }
    provisions.get(name).add(new Provision(provider, version));
  }

  /** Orders the providers once all are known. */
  void sort() {
    for (List<Provision> list : provisions) {
      if (list.size() > 1) {
        list.sort(preference);
      }
    }
  }

  /** The version of a package, as its index has it. */
  DebVersion version(int aPackage) {
    return rows[aPackage].version();
  }

  boolean allowsAnyArchitecture(int aPackage) {
    return rows[aPackage].record().multiArch() == MultiArch.ALLOWED;
  }

  /** The packages that satisfy a relation: those of the name first, the preferred first. */
  int[] satisfying(int name, Predicate<DebVersion> range, boolean versioned) {
    return satisfying(name, range, versioned, p -> true);
  }

  /**
   * The same of those packages only that pass a further test.
   *
   * @param versioned whether the relation asks for a version, which a mere name does not satisfy
   */
  int[] satisfying(
      int name, Predicate<DebVersion> range, boolean versioned, IntPredicate suitable) {
    int[] called = name < real.size() ? real.get(name) : new int[0];
    List<Provision> provided = name < provisions.size() ? provisions.get(name) : List.of();
    Set<Integer> found = new LinkedHashSet<>();
    for (int aPackage : called) {
      if (range.test(rows[aPackage].version()) && suitable.test(aPackage)) {
        found.add(aPackage);
      }
    }
    for (Provision provision : provided) {
      DebVersion version = provision.version;
      boolean satisfies = version == null ? !versioned : range.test(version);
      if (satisfies && suitable.test(provision.provider)) {
        found.add(provision.provider);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
