package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;

/** What is asked for, as far as an objective has to do with it. */
record Question(
    PackageUniverse universe, ResolutionRequest request, Needs needs, List<RootChoice> roots) {

  static Question of(
      PackageUniverse universe,
      ResolutionRequest request,
      Eligibility eligibility,
      List<int[]> roots) {
    boolean lenient = request.mode() instanceof ResolutionMode.Minimal m && m.providersMayStandIn();
    Needs needs = new Needs(universe, eligibility, !lenient);
    List<RootChoice> choices = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      int name =
          i < request.roots().size()
              ? request.roots().get(i).nameIn(universe).orElse(-1)
              : universe.nameOf(roots.get(i)[0]);
      choices.add(RootChoice.of(universe, name, needs.options(roots.get(i))));
    }
    return new Question(universe, request, needs, choices);
  }

  boolean recommends() {
    return request.followRecommends();
  }

  /** The objectives of the mode that have a figure, the first one first. */
  List<Objective> objectives() {
    List<Objective> objectives = new ArrayList<>();
    if (request.mode() instanceof ResolutionMode.Update) {
      objectives.addAll(List.of(Objective.REMOVED, Objective.CHANGED, Objective.ADDED));
    }
    objectives.add(Objective.BELOW_CANDIDATE);
    if (needs.tellsStandIns()) {
      objectives.add(Objective.STAND_INS);
    }
    if (recommends()) {
      objectives.add(Objective.UNMET_RECOMMENDATIONS);
    }
    if (request.mode() instanceof ResolutionMode.Update) {
      objectives.add(Objective.OUTDATED);
    }
    objectives.add(Objective.SIZE);
    objectives.add(Objective.PACKAGES);
    return objectives;
  }

  /** How many versions of its name that may be chosen are preferred to a package. */
  int age(int aPackage) {
    int age = 0;
    for (int version : universe.versions().row(universe.nameOf(aPackage))) {
      if (version == aPackage) {
        return age;
      }
      age += needs.admits(version) ? 1 : 0;
    }
    return age;
  }
}
