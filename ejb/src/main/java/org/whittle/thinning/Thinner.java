package org.whittle.thinning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.ContentSink;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Part;
import org.whittle.store.DerivedData;

/**
 * Takes a composition apart and keeps the files that the image needs, each with its reason.
 *
 * <p>A pure function of the request and the contents it names; what is generated goes to the sink.
 * Safe for use by any thread.
 *
 * <p>Errors: {@link org.whittle.kernel.InvalidInput} for an entry point that nothing ships and for
 * rules that disagree, {@link org.whittle.kernel.Corrupted} for file conflicts that no package
 * decides, for broken ELF files and for endless links, {@link org.whittle.kernel.NotFound} and
 * {@link org.whittle.kernel.Unavailable} as the contents' reader throws them.
 */
public final class Thinner {
  private final ThinRequest request;
  private final Probes probes;
  private final Candidates candidates;
  private final Generated generated;

  private Thinner(
      ThinRequest request,
      ContentReader contents,
      DerivedData derived,
      ContentSink sink,
      Unmet unmet) {
    this.request = request;
    this.probes = new Probes(contents, derived);
    this.candidates = new Candidates(request.composition(), request.reserve(), unmet);
    this.generated = new Generated(sink);
  }

  /**
   * Thins a composition.
   *
   * @param contents opens the content of packages, and what the sink kept
   * @param derived keeps what was read of ELF files and scripts, by content
   * @param sink takes the files that are made for the image: overlay, accounts, rules
   */
  public static ThinTree thin(
      ThinRequest request, ContentReader contents, DerivedData derived, ContentSink sink) {
    return thin(request, contents, derived, sink, Unmet.UNHEARD);
  }

  /** The same, which says what more of the reserve could matter. */
  public static ThinTree thin(
      ThinRequest request,
      ContentReader contents,
      DerivedData derived,
      ContentSink sink,
      Unmet unmet) {
    return new Thinner(request, contents, derived, sink, unmet).thin();
  }

  private ThinTree thin() {
    layOverlay();
    Scripts scripts = Scripts.read(request.rules(), candidates, probes, generated);
    LibrarySearch libraries = libraries();
    Result result = close(scripts, libraries);
    List<PackageContents> used =
        candidates.packages().stream().filter(p -> result.closure().uses(p.id().name())).toList();
    Effects effects = new Effects(request.rules(), scripts, candidates, probes, generated);
    effects.make(request.blueprint(), Siblings.and(used, request), result.parts());
    new LoaderIndex(candidates, probes, libraries).make(result.closure().kept(), generated);
    List<Selection> selections =
        new TreeBuilder(candidates, generated, effects.attributes())
            .selections(composition(result.closure()), result.closure().kept());
    List<PackageId> uncovered =
        used.stream()
            .map(PackageContents::id)
            .filter(id -> !request.rules().covers(id.name()))
            .toList();
    return new ThinTree(
        selections,
        List.copyOf(generated.files()),
        effects.unknown(),
        uncovered,
        result.parts().stream().flatMap(p -> p.drop().stream()).toList());
  }

  /** The packages of the composition, and those of the reserve that are used. */
  private List<PackageContents> composition(Closure closure) {
    return Stream.concat(
            request.composition().stream(),
            request.reserve().stream()
                .filter(p -> !candidates.isComposed(p.id().name()))
                .filter(p -> closure.uses(p.id().name())))
        .toList();
  }

  private record Result(Closure closure, List<Part> parts) {}

  private void layOverlay() {
    for (Blueprint.OverlayFile file : request.blueprint().overlay()) {
      FilePath path = UsrMerge.canonical(file.path());
      FileEntry entry =
          file.link().isPresent()
              ? FileEntry.symlink(path, file.link().get())
              : generated.regular(path, file.mode(), file.uid(), file.gid(), file.content());
      generated.put(entry, Reason.of(Reason.Kind.OVERLAY, "blueprint"));
      candidates.generate(entry);
    }
  }

  /**
   * Closes over entry points and rules. A rule found late may drop what was kept early, so the
   * closure is made again until no new drop appears; drops only grow, which ends it.
   */
  private Result close(Scripts scripts, LibrarySearch libraries) {
    Blueprint blueprint = request.blueprint();
    Optional<String> path = Optional.ofNullable(blueprint.run().environment().get("PATH"));
    Programs programs = new Programs(candidates, path);
    Set<Closure.Drop> drops = new LinkedHashSet<>();
    while (true) {
      Closure closure = newClosure(drops, programs, libraries);
      Following following = new Following(request.rules(), candidates, probes, programs, libraries);
      List<Part> parts =
          new RuleApplication(request, candidates, scripts, closure, following).run();
      if (request.blueprint().level() != Blueprint.Level.THIN
          || !drops.addAll(RuleApplication.drops(request.rules(), parts))) {
        return new Result(closure, parts);
      }
    }
  }

  private LibrarySearch libraries() {
    return new LibrarySearch(
        candidates,
        probes,
        request.blueprint().run().environment().getOrDefault("LD_LIBRARY_PATH", ""));
  }

  private Closure newClosure(Set<Closure.Drop> drops, Programs programs, LibrarySearch libraries) {
    Blueprint blueprint = request.blueprint();
    Closure closure = new Closure(candidates, probes, libraries, programs, new ArrayList<>(drops));
    for (Blueprint.OverlayFile file : blueprint.overlay()) {
      closure.want(file.path(), Reason.of(Reason.Kind.OVERLAY, "blueprint"));
    }
    new EntryPoints(blueprint, request.rules(), candidates, programs, probes)
        .seed(closure, request.roots());
    level(closure);
    return closure;
  }

  private void level(Closure closure) {
    Blueprint.Level level = request.blueprint().level();
    if (level == Blueprint.Level.THIN) {
      return;
    }
    Reason reason = Reason.of(Reason.Kind.LEVEL, level.name().toLowerCase(Locale.ROOT));
    candidates.generated().stream()
        .filter(c -> level == Blueprint.Level.FULL || !Levels.isLeftOutSafely(c.file().path()))
        .filter(c -> !c.file().path().parent().value().equals("/etc/alternatives"))
        .forEach(c -> closure.offer(c, reason));
    boolean compiling = new Compilers(candidates).isThere();
    for (PackageContents contents : candidates.packages()) {
      if (!candidates.isComposed(contents.id().name())) {
        continue;
      }
      for (Candidate c : candidates.of(contents)) {
        if (level == Blueprint.Level.FULL
            || !Levels.isLeftOutSafely(c.file().path())
            || (compiling && Compilers.isForCompilers(c.file().path()))) {
          closure.offer(c, reason);
        }
      }
    }
  }
}
