package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.whittle.format.PackageId;
import org.whittle.kernel.PackageName;

/** Applies changes to requests, and compares what comes of them. */
final class Changes {
  private Changes() {}

  static ResolutionRequest apply(ResolutionRequest request, WhatIf.Change change) {
    return switch (change) {
      case WhatIf.Change.Dropped dropped ->
          request
              .withRoots(without(request.roots(), root -> root.name().equals(dropped.name())))
              .withBans(with(request.bans(), new Ban(dropped.name(), VersionRange.ANY)));
      case WhatIf.Change.Held held ->
          request.withHolds(
              with(
                  without(request.holds(), hold -> hold.name().equals(held.hold().name())),
                  held.hold()));
      case WhatIf.Change.Banned banned -> request.withBans(with(request.bans(), banned.ban()));
    };
  }

  private static <T> List<T> without(List<T> all, Predicate<T> unwanted) {
    return all.stream().filter(unwanted.negate()).toList();
  }

  private static <T> List<T> with(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  /** What the second list has, lacks and has otherwise; one package of a name at most. */
  static WhatIf.Consequence.Difference difference(
      PackageUniverse universe, Resolved before, Resolved after) {
    Map<PackageName, PackageId> old = byName(before);
    Map<PackageName, PackageId> now = byName(after);
    List<PackageId> removed = new ArrayList<>();
    List<PackageId> added = new ArrayList<>();
    List<WhatIf.Changed> changed = new ArrayList<>();
    old.forEach(
        (name, id) -> {
          PackageId other = now.get(name);
          if (other == null) {
            removed.add(id);
          } else if (!other.equals(id)) {
            changed.add(new WhatIf.Changed(id, other));
          }
        });
    now.forEach(
        (name, id) -> {
          if (!old.containsKey(name)) {
            added.add(id);
          }
        });
    return new WhatIf.Consequence.Difference(
        removed, added, changed, size(universe, after) - size(universe, before));
  }

  private static Map<PackageName, PackageId> byName(Resolved resolved) {
    Map<PackageName, PackageId> byName = new TreeMap<>();
    resolved.ids().forEach(id -> byName.put(id.name(), id));
    return byName;
  }

  private static long size(PackageUniverse universe, Resolved resolved) {
    return InstalledSizes.of(universe, resolved).values().stream().mapToLong(Long::longValue).sum();
  }
}
