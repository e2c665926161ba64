package org.whittle.build;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.PackageName;
import org.whittle.resolver.Hold;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;

/**
 * Which of many holds bind an image: those on packages that it would be made of.
 *
 * <p>A hold of the whole library speaks of hundreds of images that never contain its package; as no
 * input of theirs it alters no digest, and makes no decision on them void. Where nothing can be
 * composed even without a hold, all of them bind.
 *
 * @param binding those that are inputs of the image, in the order given
 * @param keepingBack those of them that do not let in what would be chosen without any
 */
public record BindingHolds(List<Hold> binding, List<Hold> keepingBack) {
  /** Copies the lists. */
  public BindingHolds {
    binding = List.copyOf(binding);
    keepingBack = List.copyOf(keepingBack);
  }

  /** Chooses among holds; those that the request has already are not looked at. */
  public static BindingHolds among(BuildRequest request, List<Hold> holds) {
    Set<PackageName> names = new HashSet<>();
    List<Hold> binding = List.of();
    while (!holds.isEmpty()) {
      BuildRequest held = request.withHolds(binding);
      if (!composed(held, names)) {
        binding = names.isEmpty() ? holds : binding;
        break;
      }
      List<Hold> more = holds.stream().filter(hold -> names.contains(hold.name())).toList();
      if (more.size() == binding.size()) {
        break;
      }
      binding = more;
    }
    PackageUniverse universe = request.baseline().universe();
    return new BindingHolds(
        binding, binding.stream().filter(hold -> keepsBack(universe, hold)).toList());
  }

  /** Adds the names of all that the image would be made of; false if nothing can be composed. */
  private static boolean composed(BuildRequest request, Set<PackageName> names) {
    Resolution resolution = Resolver.resolve(request.baseline().universe(), request.resolution());
    if (!(resolution instanceof Resolved resolved)) {
      return false;
    }
    resolved.ids().forEach(id -> names.add(id.name()));
    try {
      if (MachineStep.isWanted(request)) {
        MachineStep.closure(request).ids().forEach(id -> names.add(id.name()));
      }
      return true;
    } catch (NotFound noMachine) {
      return false;
    }
  }

  private static boolean keepsBack(PackageUniverse universe, Hold hold) {
    IntTable versions = universe.versions();
    return Arrays.stream(universe.namesakes(hold.name()))
        .filter(name -> versions.start(name) < versions.end(name))
        .anyMatch(name -> !universe.within(versions.at(versions.start(name)), hold.range()));
  }
}
