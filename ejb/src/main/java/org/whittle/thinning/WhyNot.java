package org.whittle.thinning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.ContextRule;
import org.whittle.rules.Part;
import org.whittle.rules.RuleSet;
import org.whittle.rules.Slice;
import org.whittle.rules.SliceRef;

/** Says in a sentence why a path is not in an image. */
public final class WhyNot {
  private WhyNot() {}

  /** The sentence; if the path is in the image after all, it says so. */
  public static String explain(ThinRequest request, ThinTree tree, FilePath asked) {
    FilePath path = UsrMerge.canonical(asked);
    Optional<SelectedFile> there =
        tree.files().filter(f -> f.file().path().equals(path)).findFirst();
    if (there.isPresent()) {
      return path + " is in the image.";
    }
    Candidates candidates = new Candidates(request.composition(), request.reserve(), Unmet.UNHEARD);
    Optional<Candidate> candidate = candidates.at(path).or(() -> candidates.directory(path));
    if (candidate.isEmpty()) {
      return "No package of the composition ships " + path + ".";
    }
    PackageName owner = candidate.get().owner().orElseThrow().id().name();
    if (request.blueprint().level() == Blueprint.Level.SAFE) {
      return "Level safe leaves out documentation, locales, headers and caches, and with them "
          + path
          + " of "
          + owner
          + ".";
    }
    return dropping(request, candidates, path)
        .map(p -> "The rule at " + p.at().inFile() + " drops " + path + " of " + owner + ".")
        .orElseGet(() -> unasked(request, tree, path, owner));
  }

  private static Optional<Part.Pattern> dropping(
      ThinRequest request, Candidates candidates, FilePath path) {
    Set<SliceRef> slices = new LinkedHashSet<>();
    List<Part> parts = new ArrayList<>();
    for (ContextRule rule : request.rules().rules()) {
      if (RuleApplication.holdsEverywhere(request, candidates, rule.when())) {
        parts.add(rule.part());
        rule.part().needs().forEach(n -> follow(request.rules(), n.slice(), slices));
      }
    }
    for (PackageContents contents : candidates.packages()) {
      for (Slice slice : request.rules().slices(contents.id().name())) {
        if (slice
            .when()
            .filter(w -> RuleApplication.holdsEverywhere(request, candidates, w))
            .isPresent()) {
          follow(request.rules(), slice.name(), slices);
        }
      }
    }
    slices.forEach(s -> request.rules().slice(s).ifPresent(slice -> parts.add(slice.part())));
    return parts.stream()
        .flatMap(p -> p.drop().stream())
        .filter(d -> d.glob().matches(path))
        .findFirst();
  }

  /** The slice and all that it needs. */
  private static void follow(RuleSet rules, SliceRef name, Set<SliceRef> found) {
    if (found.add(name)) {
      rules
          .slice(name)
          .ifPresent(s -> s.part().needs().forEach(n -> follow(rules, n.slice(), found)));
    }
  }

  private static String unasked(
      ThinRequest request, ThinTree tree, FilePath path, PackageName owner) {
    boolean used =
        tree.selections().stream()
            .anyMatch(s -> s.id().name().equals(owner) && !s.files().isEmpty());
    String what = "Nothing that is kept asks for " + path;
    if (!used) {
      return what + ", nor for any other file of " + owner + ".";
    }
    List<Slice> offering =
        request.rules().slices(owner).stream()
            .filter(s -> s.part().keep().stream().anyMatch(k -> k.glob().matches(path)))
            .toList();
    if (!offering.isEmpty()) {
      Slice slice = offering.getFirst();
      return what + "; the slice " + slice.name() + " (" + slice.at().inFile() + ") would keep it.";
    }
    return request.rules().covers(owner)
        ? what + ", and no slice of " + owner + " names it."
        : what + "; no rule speaks of " + owner + ".";
  }
}
