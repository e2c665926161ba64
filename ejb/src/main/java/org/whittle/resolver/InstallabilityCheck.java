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
  private final WitnessCheck witness;

  /** Packages that a verified set holds. */
  private final boolean[] witnessed;

  private InstallabilityCheck(PackageUniverse universe, CandidatePolicy policy) {
    this.universe = universe;
    this.policy = policy;
    this.eligibility =
        new Eligibility(universe, ResolutionRequest.of(List.of()).withPolicy(policy));
    this.witness = new WitnessCheck(universe);
    this.witnessed = new boolean[universe.packages()];
  }

  /**
   * Checks all packages that a policy lets be chosen: the candidates, or every version on its own.
   */
  public static InstallabilityReport run(PackageUniverse universe, CandidatePolicy policy) {
    return new InstallabilityCheck(universe, policy).run();
  }

  private InstallabilityReport run() {
    boolean[] dead = Elimination.run(universe, eligibility::admits);
    IntList open = new IntList();
    for (int i = 0; i < dead.length; i++) {
      if (!dead[i]) {
        open.add(i);
      }
    }
    WitnessPacking packing = new WitnessPacking(universe, dead);
    while (open.size() > 0) {
      open = pack(open, packing, dead);
    }
    return report();
  }

  private InstallabilityReport report() {
    List<PackageId> broken = new ArrayList<>();
    int checked = 0;
    for (int i = 0; i < witnessed.length; i++) {
      if (witnessed[i]) {
        checked++;
      } else if (eligibility.admits(i)) {
        checked++;
        broken.add(universe.id(i));
      }
    }
    return new InstallabilityReport(universe, policy, checked, broken);
  }

  /** Packs what fits into a new set; gives back what is still open. */
  private IntList pack(IntList open, WitnessPacking packing, boolean[] dead) {
    IntList rest = new IntList();
    packing.begin();
    for (int i = 0; i < open.size(); i++) {
      int aPackage = open.get(i);
      if (witnessed[aPackage] || packing.add(aPackage)) {
        continue;
      }
      if (packing.members().size() > 0) {
        rest.add(aPackage);
      } else {
        search(aPackage, dead);
      }
    }
    verify(packing.members());
    return rest;
  }

  /** What cannot be chosen at all is never tried again as what another needs. */
  private void search(int aPackage, boolean[] dead) {
    List<int[]> roots = List.of(new int[] {aPackage});
    CompleteSearch search = new CompleteSearch(universe, p -> !dead[p], roots);
    if (search.isSolvable()) {
      verify(search.solution());
    } else {
      dead[aPackage] = true;
    }
  }

  private void verify(IntList members) {
    witness.verify(members);
    for (int i = 0; i < members.size(); i++) {
      witnessed[members.get(i)] = true;
    }
  }
}
