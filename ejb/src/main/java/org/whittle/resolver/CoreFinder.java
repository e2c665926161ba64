package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.whittle.resolver.minimal.Contradiction;

/**
 * Finds clauses of a closure that cannot hold together, none of which can be spared.
 *
 * <p>Of those that took part in a contradiction each is tried without, the farthest from the roots
 * first. Roots that can be spared go before all that, so that nobody is told of a request that has
 * no part in it.
 */
final class CoreFinder implements ClosureEncoding.Sink {
  /** A clause of a universe: a root, a requirement, an exclusion or two packages of one name. */
  enum Kind {
    ROOT,
    REQUIREMENT,
    EXCLUSION,
    SAME_NAME
  }

  /** What a clause stands for: numbers of root, package, clause or relation, other package. */
  record Fact(Kind kind, int first, int second, int third) {}

  private final Contradiction contradiction;
  private final List<Fact> facts = new ArrayList<>();
  private final int roots;

  CoreFinder(ClosureEncoding closure, List<int[]> roots) {
    this.contradiction = new Contradiction(closure.packages().size());
    this.roots = roots.size();
    for (int i = 0; i < roots.size(); i++) {
      add(new Fact(Kind.ROOT, i, 0, 0), closure.choice(roots.get(i)));
    }
    closure.describeTo(this);
  }

  /**
   * The facts of the core, in the order in which the closure describes them.
   *
   * @param unwanted roots that shall only be part of it if the others alone leave a solution
   */
  List<Fact> find(IntPredicate unwanted) {
    int[] all = IntStream.range(0, facts.size()).toArray();
    int[] core = spareRoots(spareRoots(all, unwanted), unwanted.negate());
    return Arrays.stream(contradiction.minimized(core)).mapToObj(facts::get).toList();
  }

  /** Goes without those of the roots that can be spared, the last first; one remains. */
  private int[] spareRoots(int[] all, IntPredicate which) {
    int[] core = all;
    for (int i = roots - 1; i >= 0 && core.length > facts.size() - roots + 1; i--) {
      int root = i;
      if (which.test(root)) {
        int[] rest = Arrays.stream(core).filter(each -> each != root).toArray();
        core = contradiction.canHold(rest) ? core : rest;
      }
    }
    return core;
  }

  private void add(Fact fact, int[] literals) {
    contradiction.clause(literals);
    facts.add(fact);
  }

  @Override
  public void requirement(int aPackage, int clause, int[] literals) {
    add(new Fact(Kind.REQUIREMENT, aPackage, clause, 0), literals);
  }

  @Override
  public void exclusion(int aPackage, int relation, int other, int[] literals) {
    add(new Fact(Kind.EXCLUSION, aPackage, relation, other), literals);
  }

  @Override
  public void sameName(int aPackage, int other, int[] literals) {
    add(new Fact(Kind.SAME_NAME, aPackage, other, 0), literals);
  }
}
