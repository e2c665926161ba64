package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.whittle.application.Caller;
import org.whittle.application.RuleSets;
import org.whittle.application.Settings;
import org.whittle.application.library.BuildInputs;
import org.whittle.build.BuildRequest;
import org.whittle.catalogue.Baselines;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.RuleVersions;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.PatchState;
import org.whittle.patches.Patches;
import org.whittle.patches.Purpose;

/** Settles what a wish leaves open: which rules, snapshots and patches it means now. */
@ApplicationScoped
class Wishes {
  @Inject private Patches patches;
  @Inject private BaseMoves bases;
  @Inject private Baselines baselines;
  @Inject private RuleSets rules;
  @Inject private RuleVersions versions;
  @Inject private Settings settings;
  @Inject private Caller caller;

  Terms settle(Wish wish) {
    return switch (wish.cause()) {
      case PATCHES -> {
        requireNew(wish.patches());
        yield terms(wish, wish.patches(), List.of(), Optional.empty());
      }
      case RULES -> rules(wish);
      case BASE -> base(wish);
      case BLUEPRINT, WHITTLE -> terms(wish, List.of(), List.of(), Optional.empty());
    };
  }

  private Terms rules(Wish wish) {
    int number = wish.rules().isPresent() ? wish.rules().getAsInt() : rules.registered();
    return terms(
        wish, List.of(), List.of(), Optional.of(versions.version(caller.project(), number)));
  }

  private Terms base(Wish wish) {
    List<BaseMoves.Move> moves =
        bases.newer(Baselines.DEFAULT).stream()
            .filter(move -> wish.sources().isEmpty() || wish.sources().contains(move.source()))
            .toList();
    for (String source : wish.sources()) {
      if (moves.stream().noneMatch(move -> move.source().equals(source))) {
        throw new InvalidInput(
            "cannot plan a rollout of a newer base: the baseline has no older snapshot of source \""
                + source
                + "\"",
            "Choose a source that has a newer one",
            null);
      }
    }
    if (moves.isEmpty()) {
      throw new InvalidInput(
          "cannot plan a rollout of a newer base: the baseline rests on the newest snapshots",
          "Sync the sources first",
          null);
    }
    return terms(wish, bases.contained(caller.project(), moves), moves, Optional.empty());
  }

  private Terms terms(
      Wish wish,
      List<Long> rolled,
      List<BaseMoves.Move> base,
      Optional<RuleVersions.RuleVersion> obeyed) {
    SortedSet<Long> basis = new TreeSet<>(baselines.appliedPatches(Baselines.DEFAULT));
    basis.addAll(rolled);
    OptionalInt number =
        obeyed.map(version -> OptionalInt.of(version.number())).orElseGet(OptionalInt::empty);
    Optional<Digest> digest = obeyed.map(RuleVersions.RuleVersion::digest);
    return new Terms(
        caller.project(),
        new Purpose(wish.cause(), number, wish.scope().toString()),
        wish.scope(),
        rolled,
        basis,
        base,
        digest,
        BuildRequest.tools(settings.compression()),
        wish.verification(),
        new BuildInputs.Choice(
            basis, number, base.isEmpty() ? List.of() : bases.snapshots(Baselines.DEFAULT, base)));
  }

  /** Checks that nobody has proposed one of the patches. */
  void requireNew(List<Long> patchIds) {
    List<Patches.Patch> found = patches.all(caller.project(), patchIds);
    if (found.size() != new TreeSet<>(patchIds).size()) {
      throw new InvalidInput("cannot plan a rollout: one of the patches does not exist");
    }
    for (Patches.Patch patch : found) {
      if (patch.state() != PatchState.NEW) {
        throw new Conflict(
            "cannot plan a rollout of "
                + patch.sourceName()
                + " "
                + patch.newVersion()
                + ": it is "
                + patch.state().name().toLowerCase(Locale.ROOT)
                + " already",
            "Load the list of patches again",
            null);
      }
    }
  }
}
