package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import org.whittle.format.PackageId;

/**
 * Checks a whole archive: can each package be installed, taken alone?
 *
 * <p>First falls what needs something that is not there, to a fixpoint. Of the rest as many
 * packages as possible are packed into one selection after the other, each of which witnesses that
 * all its members are installable and is verified by separate code. What fits into no selection,
 * not even an empty one, is put to the complete search. For one thread.
 */
public final class InstallabilityCheck {
  private final PackageUniverse universe;
  private final CandidatePolicy policy;
  private final Eligibility eligibility;
  private final boolean[] admitted;
  private final boolean[] dead;
  private final boolean[] witnessed;

  private InstallabilityCheck(PackageUniverse universe, CandidatePolicy policy) {
    this.universe = universe;
    this.policy = policy;
    this.eligibility =
        new Eligibility(universe, ResolutionRequest.of(List.of()).withPolicy(policy));
    this.admitted = new boolean[universe.packages()];
    this.dead = new boolean[universe.packages()];
    this.witnessed = new boolean[universe.packages()];
  }

  /**
   * Checks all packages that a policy lets be chosen: the candidates, or every version on its own.
   */
  public static InstallabilityReport run(PackageUniverse universe, CandidatePolicy policy) {
    return new InstallabilityCheck(universe, policy).run();
  }

  private InstallabilityReport run() {
    IntList open = new IntList();
    for (int i = 0; i < admitted.length; i++) {
      admitted[i] = eligibility.admits(i);
      dead[i] = !admitted[i];
    }
    int checked = count(admitted);
    eliminate();
    for (int i = 0; i < dead.length; i++) {
      if (!dead[i]) {
        open.add(i);
      }
    }
    while (open.size() > 0) {
      open = pack(open);
    }
    return new InstallabilityReport(universe, policy, checked, broken());
  }

  private List<PackageId> broken() {
    List<PackageId> broken = new ArrayList<>();
    for (int i = 0; i < admitted.length; i++) {
      if (admitted[i] && !witnessed[i]) {
        broken.add(universe.id(i));
      }
    }
    return broken;
  }

  private void eliminate() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < dead.length; i++) {
        if (!dead[i] && lacksSomething(i)) {
          dead[i] = true;
          changed = true;
        }
      }
    }
  }

  private boolean lacksSomething(int aPackage) {
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      if (!hasSolution(requirements.at(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasSolution(int clause) {
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      for (int j = solvers.start(clauses.at(i)); j < solvers.end(clauses.at(i)); j++) {
        if (!dead[solvers.at(j)]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Packs what fits into a new selection; gives back what is still open. */
  private IntList pack(IntList open) {
    Selection selection = new Selection(universe);
    DepthFirstWalk walk =
        new DepthFirstWalk(universe, selection, false, p -> !dead[p] && selection.accepts(p));
    IntList rest = new IntList();
    for (int i = 0; i < open.size(); i++) {
      int aPackage = open.get(i);
      if (witnessed[aPackage] || selection.contains(aPackage)) {
        continue;
      }
      int before = selection.members().size();
      if (!walk.walk(List.of(new int[] {aPackage}))) {
        selection.truncate(before);
        walk.reset();
        if (before > 0) {
          rest.add(aPackage);
        } else {
          search(aPackage);
        }
      }
    }
    WitnessCheck.verify(universe, selection.members());
    for (int i = 0; i < selection.members().size(); i++) {
      witnessed[selection.members().get(i)] = true;
    }
    return rest;
  }

  private void search(int aPackage) {
    List<int[]> roots = List.of(new int[] {aPackage});
    ClosureEncoding closure = new ClosureEncoding(universe, eligibility, roots, false);
    CompleteSearch search = new CompleteSearch(closure, roots);
    if (search.isSolvable()) {
      IntList members = search.solution();
      WitnessCheck.verify(universe, members);
      for (int i = 0; i < members.size(); i++) {
        witnessed[members.get(i)] = true;
      }
    }
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
