package org.whittle.thinning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.ContextRule;
import org.whittle.rules.Glob;
import org.whittle.rules.Part;
import org.whittle.rules.RuleSet;
import org.whittle.rules.Slice;
import org.whittle.rules.When;
import org.whittle.rules.Wildcard;

/**
 * Takes slices and contextual rules whose conditions hold, until nothing changes.
 *
 * <p>Conditions may look at what is kept, so closure and rules take turns; nothing that was taken
 * is given back, which bounds the work.
 */
final class RuleApplication {
  private final ThinRequest request;
  private final Candidates candidates;
  private final Closure closure;
  private final List<Part> taken = new ArrayList<>();
  private final Set<Object> seen = new LinkedHashSet<>();
  private final Habits habits;
  private final Following following;

  RuleApplication(
      ThinRequest request,
      Candidates candidates,
      Scripts scripts,
      Closure closure,
      Following following) {
    this.following = following;
    this.habits = new Habits(request, candidates, scripts, closure);
    this.request = request;
    this.candidates = candidates;
    this.closure = closure;
  }

  /** Everything that was taken, in order. */
  List<Part> run() {
    int before;
    do {
      closure.drain();
      before = closure.size() + seen.size();
      for (PackageContents contents : candidates.packages()) {
        for (Slice slice : request.rules().slices(contents.id().name())) {
          if (isThere(contents) && slice.when().filter(this::holds).isPresent()) {
            take(slice, contents);
          }
        }
        habits.apply(contents);
      }
      for (ContextRule rule : request.rules().rules()) {
        if (holds(rule.when()) && seen.add(rule)) {
          apply(rule.part(), Optional.empty());
        }
      }
      closure.drain();
      following.follow(closure);
      closure.drain();
    } while (closure.size() + seen.size() > before);
    return List.copyOf(taken);
  }

  /** A package of the reserve is there only if something of it is used. */
  private boolean isThere(PackageContents contents) {
    PackageName name = contents.id().name();
    return candidates.isComposed(name) || closure.uses(name);
  }

  private boolean holds(When when) {
    return holdsEverywhere(request, candidates, when)
        && when.used().stream().allMatch(closure::uses)
        && when.files().stream().allMatch(closure::hasFile);
  }

  /** The part of a condition that does not depend on what is kept. */
  static boolean holdsEverywhere(ThinRequest request, Candidates candidates, When when) {
    return request.roots().containsAll(when.roots())
        && when.with().stream().allMatch(candidates::isComposed)
        && when.without().stream().noneMatch(candidates::isComposed)
        && (when.architectures().isEmpty()
            || when.architectures().contains(request.blueprint().architecture()))
        && when.versions().entrySet().stream()
            .allMatch(v -> hasVersion(candidates, v.getKey(), v.getValue()))
        && when.options().entrySet().stream()
            .allMatch(o -> hasOption(request, o.getKey(), o.getValue()));
  }

  private static boolean hasVersion(Candidates candidates, PackageName name, String pattern) {
    return candidates
        .packageNamed(name)
        .filter(c -> Wildcard.matches(pattern, c.id().version().value()))
        .isPresent();
  }

  private static boolean hasOption(ThinRequest request, String name, Optional<String> value) {
    String set = request.blueprint().options().get(name);
    return set != null && (value.isEmpty() ? !set.equals("false") : set.equals(value.get()));
  }

  private void take(Slice slice, PackageContents contents) {
    if (seen.add(slice.name())) {
      apply(slice.part(), Optional.of(contents));
    }
  }

  private void apply(Part part, Optional<PackageContents> owner) {
    taken.add(part);
    for (Part.Need need : part.needs()) {
      candidates
          .packageNamed(need.slice().packageName())
          .ifPresent(c -> request.rules().slice(need.slice()).ifPresent(slice -> take(slice, c)));
    }
    if (!part.keep().isEmpty()) {
      List<Glob> patterns = part.keep().stream().map(Part.Pattern::glob).toList();
      for (PackageContents contents :
          owner.map(List::of).orElseGet(() -> candidates.packagesFor(patterns))) {
        candidates.of(contents).forEach(c -> keep(c, part.keep()));
      }
    }
    for (Part.Link link : part.links()) {
      FilePath path = UsrMerge.canonical(link.path());
      FilePath target = UsrMerge.canonical(path.resolveLink(link.to()));
      if (part.files().stream().noneMatch(f -> UsrMerge.canonical(f.path()).equals(target))) {
        closure.want(target, Reason.of(Reason.Kind.LINK_TARGET, link.to(), path));
      }
    }
  }

  /** The first pattern that matches is the reason. */
  private void keep(Candidate candidate, List<Part.Pattern> patterns) {
    for (Part.Pattern by : patterns) {
      if (by.glob().matches(candidate.file().path())) {
        Reason reason = Reason.of(Reason.Kind.RULE, by.at().inFile());
        closure.offer(candidate, reason, request.rules().layer(by.at()));
        return;
      }
    }
  }

  /** The patterns that the taken parts leave out. */
  static Set<Closure.Drop> drops(RuleSet rules, List<Part> parts) {
    Set<Closure.Drop> drops = new LinkedHashSet<>();
    parts.forEach(
        p -> p.drop().forEach(d -> drops.add(new Closure.Drop(d.glob(), rules.layer(d.at())))));
    return drops;
  }
}
