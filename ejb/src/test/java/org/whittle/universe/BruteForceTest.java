package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Root;
import org.whittle.resolver.Unsatisfiable;

/** The resolver against the trying of all sets, over small random worlds. */
class BruteForceTest {
  private static final List<String> ROOTS = List.of("a", "b", "c", "v");

  @Property(tries = 1000)
  void findsASolutionWheneverThereIsOne(@ForAll long seed) {
    Random random = new Random(seed);
    SmallWorld world = SmallWorld.random(random);
    List<String> names = new ArrayList<>(ROOTS);
    Collections.shuffle(names, random);
    List<String> roots = names.subList(0, 1 + random.nextInt(2));
    for (CandidatePolicy policy : CandidatePolicy.values()) {
      check(world, roots, policy, random);
    }
  }

  private static void check(
      SmallWorld world, List<String> roots, CandidatePolicy policy, Random random) {
    List<SmallWorld.Atom> atoms = roots.stream().map(r -> new SmallWorld.Atom(r, "", 0)).toList();
    SmallWorld seen = policy == CandidatePolicy.CANDIDATE_ONLY ? world.candidates() : world;
    ResolutionRequest request =
        ResolutionRequest.of(roots.stream().map(Root::of).toList()).withPolicy(policy);
    Resolution resolution = Resolver.resolve(universe(world.records()), request);
    switch (resolution) {
      case Resolved resolved -> {
        List<SmallWorld.Item> chosen = resolved.ids().stream().map(i -> item(world, i)).toList();
        assertTrue(seen.items().containsAll(chosen), "a package that may not be chosen");
        assertTrue(seen.isSolution(chosen, atoms), () -> chosen + " is no solution");
      }
      case Unsatisfiable unsatisfiable -> {
        assertFalse(seen.isSolvable(atoms), "there is a solution");
        assertFalse(unsatisfiable.explanation().core().isEmpty(), "no core");
      }
    }
    List<IndexRecord> shuffled = new ArrayList<>(world.records());
    Collections.shuffle(shuffled, random);
    assertEquals(resolution, Resolver.resolve(universe(shuffled), request));
  }

  @Property(tries = 500)
  void theWholeArchiveCheckFindsJustWhatCannotBeInstalled(@ForAll long seed) {
    SmallWorld world = SmallWorld.random(new Random(seed));
    List<String> expected =
        world.items().stream()
            .filter(i -> !isInstallable(world, i))
            .map(i -> i.name() + i.version())
            .sorted()
            .toList();
    List<String> found =
        InstallabilityCheck.run(universe(world.records()), CandidatePolicy.ALL_VERSIONS)
            .broken()
            .stream()
            .map(id -> id.name().value() + id.version())
            .sorted()
            .toList();
    assertEquals(expected, found);
  }

  /** With recommendations the answer is a solution still, and never none instead of one. */
  @Property(tries = 300)
  void recommendationsNeverSpoilASolution(@ForAll long seed) {
    SmallWorld world = SmallWorld.random(new Random(seed));
    String text = String.join("\n\n", world.items().stream().map(SmallWorld.Item::stanza).toList());
    DebianUniverse universe =
        universe(CaseFile.records(text + "\n\nPackage: r\nRecommends: a, b, v | c, d"));
    Resolution resolution =
        Resolver.resolve(universe, ResolutionRequest.of("r").withRecommends(true));
    Resolved resolved = (Resolved) resolution;
    List<SmallWorld.Item> chosen =
        resolved.ids().stream()
            .filter(id -> !id.name().value().equals("r"))
            .map(id -> item(world, id))
            .toList();
    assertTrue(world.isSolution(chosen, List.of()), () -> chosen + " is no solution");
  }

  private static boolean isInstallable(SmallWorld world, SmallWorld.Item item) {
    List<SmallWorld.Item> others =
        world.items().stream()
            .filter(o -> o.equals(item) || !o.name().equals(item.name()))
            .map(
                o ->
                    new SmallWorld.Item(
                        o.name(), o.version(), o.depends(), o.conflicts(), withMark(o, item)))
            .toList();
    return new SmallWorld(others).isSolvable(List.of(new SmallWorld.Atom("mark", "", 0)));
  }

  /** Lets just one item provide a name of its own, so that it can be asked for. */
  private static List<SmallWorld.Atom> withMark(SmallWorld.Item item, SmallWorld.Item marked) {
    List<SmallWorld.Atom> provides = new ArrayList<>(item.provides());
    if (item.equals(marked)) {
      provides.add(new SmallWorld.Atom("mark", "", 0));
    }
    return provides;
  }

  private static SmallWorld.Item item(SmallWorld world, PackageId id) {
    return world.items().stream()
        .filter(i -> i.name().equals(id.name().value()))
        .filter(i -> String.valueOf(i.version()).equals(id.version().value()))
        .findFirst()
        .orElseThrow();
  }

  private static DebianUniverse universe(List<IndexRecord> records) {
    return DebianUniverse.builder(Architecture.AMD64).add(records).build();
  }
}
