package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.format.PackageId;

/**
 * Draws conclusions from a core until two clash: what a fact leaves no choice about comes first;
 * where each fact leaves one, each way is supposed in turn.
 */
final class ProofFinder {
  /** A proof that takes more steps explains nothing. */
  private static final int MOST_STEPS = 300;

  private final List<Clause> clauses;
  private final List<Proof.Step> steps = new ArrayList<>();

  /** What is known of packages, and the index of the step that says so. */
  private Map<PackageId, Known> known = new HashMap<>();

  private record Known(boolean chosen, int step) {}

  /** A fact as a clause: one of these is out, or one of those is chosen. */
  private record Clause(Cause cause, List<PackageId> ifAll, List<PackageId> anyOf) {
    static Clause of(Cause cause) {
      return switch (cause) {
        case Cause.Requested requested -> new Clause(cause, List.of(), requested.options());
        case Cause.Requires requires ->
            new Clause(cause, List.of(requires.by()), requires.options());
        case Cause.Excludes excludes ->
            new Clause(cause, List.of(excludes.by(), excludes.other()), List.of());
        case Cause.SameName same -> new Clause(cause, List.of(same.one(), same.other()), List.of());
      };
    }
  }

  ProofFinder(List<Cause> core) {
    this.clauses = core.stream().map(Clause::of).toList();
  }

  Optional<Proof> find() {
    return refute(0) ? Optional.of(new Proof(ProofPruner.prune(steps))) : Optional.empty();
  }

  private boolean refute(int depth) {
    while (steps.size() < MOST_STEPS) {
      Optional<Clause> clash = clauses.stream().filter(c -> open(c) == 0).findFirst();
      if (clash.isPresent()) {
        say(depth, Proof.Claim.CLASH, List.of(), clash.get());
        return true;
      }
      Optional<Clause> unit = clauses.stream().filter(c -> open(c) == 1).findFirst();
      if (unit.isPresent()) {
        conclude(depth, unit.get());
      } else if (!supposeOne(depth)) {
        return false;
      }
    }
    return false;
  }

  /** How many ways a clause leaves to hold; more than any number if it holds already. */
  private int open(Clause clause) {
    int open = 0;
    for (PackageId id : clause.ifAll()) {
      Known said = known.get(id);
      if (said == null) {
        open++;
      } else if (!said.chosen()) {
        return Integer.MAX_VALUE;
      }
    }
    for (PackageId id : clause.anyOf()) {
      Known said = known.get(id);
      if (said == null) {
        open++;
      } else if (said.chosen()) {
        return Integer.MAX_VALUE;
      }
    }
    return open;
  }

  private void conclude(int depth, Clause clause) {
    Optional<PackageId> chosen = clause.anyOf().stream().filter(this::isOpen).findFirst();
    if (chosen.isPresent()) {
      say(depth, Proof.Claim.CHOSEN, List.of(chosen.get()), clause);
      return;
    }
    PackageId out = clause.ifAll().stream().filter(this::isOpen).findFirst().orElseThrow();
    say(depth, Proof.Claim.OUT, excludedAlike(clause, out), clause);
  }

  /** All that one relation of one package keeps out, so that it is said once. */
  private List<PackageId> excludedAlike(Clause clause, PackageId out) {
    if (!(clause.cause() instanceof Cause.Excludes excludes) || out.equals(excludes.by())) {
      return List.of(out);
    }
    return clauses.stream()
        .map(Clause::cause)
        .filter(Cause.Excludes.class::isInstance)
        .map(Cause.Excludes.class::cast)
        .filter(c -> c.by().equals(excludes.by()) && c.relation().equals(excludes.relation()))
        .map(Cause.Excludes::other)
        .filter(this::isOpen)
        .distinct()
        .toList();
  }

  private boolean supposeOne(int depth) {
    Optional<Clause> split =
        clauses.stream()
            .filter(c -> c.ifAll().stream().noneMatch(this::isOpen))
            .filter(c -> open(c) != Integer.MAX_VALUE)
            .min(Comparator.comparingInt(this::open));
    if (split.isEmpty()) {
      return false;
    }
    PackageId option = split.get().anyOf().stream().filter(this::isOpen).findFirst().orElseThrow();
    Map<PackageId, Known> before = known;
    known = new HashMap<>(before);
    int supposed = steps.size() + 1;
    say(depth, Proof.Claim.SUPPOSED, List.of(option), split.get());
    if (!refute(depth + 1)) {
      return false;
    }
    known = before;
    List<Proof.Premise> premises =
        List.of(new Proof.Premise(option, supposed), new Proof.Premise(option, steps.size()));
    add(depth, Proof.Claim.OUT, List.of(option), null, premises);
    return true;
  }

  private boolean isOpen(PackageId id) {
    return !known.containsKey(id);
  }

  private void say(int depth, Proof.Claim claim, List<PackageId> packages, Clause clause) {
    List<Proof.Premise> premises = new ArrayList<>();
    for (List<PackageId> side : List.of(clause.ifAll(), clause.anyOf())) {
      for (PackageId id : side) {
        Known said = known.get(id);
        if (said != null) {
          premises.add(new Proof.Premise(id, said.step()));
        }
      }
    }
    add(depth, claim, packages, clause.cause(), premises);
  }

  private void add(
      int depth,
      Proof.Claim claim,
      List<PackageId> packages,
      @Nullable Cause cause,
      List<Proof.Premise> premises) {
    int number = steps.size() + 1;
    steps.add(new Proof.Step(number, depth, claim, packages, Optional.ofNullable(cause), premises));
    packages.forEach(id -> known.put(id, new Known(claim != Proof.Claim.OUT, number)));
  }
}
