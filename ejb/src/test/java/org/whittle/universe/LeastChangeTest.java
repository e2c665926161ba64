package org.whittle.universe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.whittle.format.PackageId;
import org.whittle.resolver.ResolutionMode;

/** The update mode against the trying of all sets. */
class LeastChangeTest {
  /** Something that no world has. */
  private static final PackageId GONE = PackageId.of("gone", "1", "amd64");

  @Property(tries = 1000)
  void noSetChangesLess(@ForAll long seed) {
    SizedTrial trial = SizedTrial.of(seed);
    List<PackageId> former = former(trial.world(), trial.random());
    trial.check(ResolutionMode.update(former), (world, set) -> figures(world, set, trial, former));
  }

  private static List<PackageId> former(SizedWorld world, Random random) {
    List<PackageId> former = new ArrayList<>();
    for (SmallWorld.Item item : world.world().items()) {
      if (random.nextBoolean() && former.stream().noneMatch(id -> named(id, item.name()))) {
        former.add(SizedWorld.id(item));
      }
    }
    if (random.nextInt(4) == 0) {
      former.add(GONE);
    }
    Collections.shuffle(former, random);
    return former;
  }

  private static boolean named(PackageId id, String name) {
    return id.name().value().equals(name);
  }

  private static List<Long> figures(
      SizedWorld world, List<SmallWorld.Item> set, SizedTrial trial, List<PackageId> former) {
    List<Long> figures = new ArrayList<>();
    figures.add(world.removed(set, former, trial.roots(), trial.recommends()));
    figures.add(SizedWorld.changed(set, former));
    figures.add(SizedWorld.added(set, former));
    figures.add(world.belowCandidate(set, trial.roots()));
    figures.add(world.standIns(set));
    if (trial.recommends()) {
      figures.add(world.unmet(set, false));
    }
    figures.add(world.outdated(set));
    figures.add(world.size(set));
    figures.add((long) set.size());
    return figures;
  }
}
