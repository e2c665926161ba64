package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Cause;
import org.whittle.resolver.Explanation;
import org.whittle.resolver.Proof;
import org.whittle.resolver.Reason;
import org.whittle.resolver.Reasons;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Subject;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.resolver.Why;

/** What explanations and reasons claim, held against a plain reading, over small random worlds. */
class ExplanationPropertyTest {
  /** A fact of a core: not all of these, or one of those. */
  private record Clause(List<PackageId> not, List<PackageId> or) {
    static Clause of(Cause cause) {
      return switch (cause) {
        case Cause.Requested requested -> new Clause(List.of(), requested.options());
        case Cause.Requires requires -> new Clause(List.of(requires.by()), requires.options());
        case Cause.Excludes excludes ->
            new Clause(List.of(excludes.by(), excludes.other()), List.of());
        case Cause.SameName same -> new Clause(List.of(same.one(), same.other()), List.of());
      };
    }

    boolean holds(Set<PackageId> chosen) {
      return !chosen.containsAll(not) || or.stream().anyMatch(chosen::contains);
    }
  }

  @Property(tries = 1000)
  void explanationsAndReasonsHold(@ForAll long seed) {
    Random random = new Random(seed);
    DebianUniverse universe =
        DebianUniverse.builder(Architecture.AMD64).add(SmallWorld.random(random).records()).build();
    for (ResolutionMode mode : List.of(ResolutionMode.APT, ResolutionMode.MINIMAL)) {
      for (CandidatePolicy policy : CandidatePolicy.values()) {
        ResolutionRequest request =
            ResolutionRequest.of("a", "b").withPolicy(policy).withMode(mode);
        switch (Resolver.resolve(universe, request)) {
          case Unsatisfiable none -> check(none.explanation());
          case Resolved resolved -> check(universe, request, resolved);
        }
      }
    }
  }

  private static void check(Explanation explanation) {
    List<Clause> core = explanation.core().stream().map(Clause::of).toList();
    assertFalse(isSolvable(core), () -> explanation + " leaves a way");
    for (int i = 0; i < core.size(); i++) {
      List<Clause> rest = new ArrayList<>(core);
      rest.remove(i);
      assertTrue(isSolvable(rest), () -> explanation + " is not minimal");
    }
    explanation
        .missing()
        .forEach(
            missing -> {
              assertTrue(missing.chain().getFirst() instanceof Cause.Requested);
              assertEquals(List.of(), Clause.of(missing.chain().getLast()).or());
            });
    Proof proof = Proof.of(explanation.core()).orElseThrow();
    assertEquals(Proof.Claim.CLASH, proof.steps().getLast().claim());
    proof.steps().forEach(step -> step.cause().ifPresent(cause -> check(step, Clause.of(cause))));
  }

  /** A step follows if all its clause speaks of is settled by premises, but for what it claims. */
  private static void check(Proof.Step step, Clause clause) {
    List<PackageId> open =
        Stream.concat(clause.not().stream(), clause.or().stream())
            .filter(id -> step.stepOf(id).isEmpty())
            .distinct()
            .toList();
    step.premises().forEach(premise -> assertTrue(premise.step() < step.number()));
    switch (step.claim()) {
      case CLASH -> assertEquals(List.of(), open);
      case CHOSEN -> assertEquals(step.packages(), open);
      case OUT -> assertTrue(step.packages().containsAll(open), step::toString);
      case SUPPOSED -> assertTrue(open.containsAll(step.packages()), step::toString);
    }
  }

  private static boolean isSolvable(List<Clause> clauses) {
    List<PackageId> all =
        clauses.stream()
            .flatMap(c -> Stream.concat(c.not().stream(), c.or().stream()))
            .distinct()
            .toList();
    for (long set = 0; set < 1L << all.size(); set++) {
      Set<PackageId> chosen = new TreeSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((set >> i & 1) == 1) {
          chosen.add(all.get(i));
        }
      }
      if (clauses.stream().allMatch(clause -> clause.holds(chosen))) {
        return true;
      }
    }
    return false;
  }

  private static void check(DebianUniverse universe, ResolutionRequest request, Resolved resolved) {
    Set<PackageId> chosen = new TreeSet<>(resolved.ids());
    for (ResolvedPackage each : resolved.packages()) {
      Why.Here here =
          (Why.Here) Reasons.of(universe, request, resolved, Subject.of(each.id().name()));
      assertTrue(here.path().getFirst() instanceof Reason.Requested, here::toString);
      for (int i = 1; i < here.path().size(); i++) {
        Reason.Needed needed = (Reason.Needed) here.path().get(i);
        assertEquals(here.path().get(i - 1).chosen(), needed.by());
      }
      assertEquals(each.id(), here.path().getLast().chosen());
      assertFalse(here.others().contains(here.path().getLast()), here::toString);
      here.others().forEach(reason -> assertEquals(each.id(), reason.chosen()));
      here.path().stream()
          .flatMap(reason -> reason.rejected().stream())
          .forEach(rejected -> assertFalse(chosen.contains(rejected.id()), here::toString));
    }
  }
}
