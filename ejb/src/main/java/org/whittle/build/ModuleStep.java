package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Root;
import org.whittle.resolver.VersionRange;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;
import org.whittle.verification.Fault;
import org.whittle.verification.SandboxedTool;

/**
 * Replaces the modules of a packaged Java runtime by those that a blueprint asks for, linked by the
 * archive's own {@code jlink} (JEP 282) in the sandbox: that of another version refuses them.
 *
 * <p>The same packages and modules give the same bytes, which are kept in the store.
 */
record ModuleStep(Workshop shop, Progress progress) {
  /** The blueprint's option: names of modules, separated by spaces or commas. */
  static final String OPTION = "java-modules";

  private static final String KIND = "java-modules-1";
  private static final Pattern WHOLE = Pattern.compile("/usr/lib/jvm/[^/]+/lib/modules");
  private static final Pattern MODULE = Pattern.compile("[a-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /**
   * Packages with their modules linked.
   *
   * @param whole runtimes that keep all modules although the blueprint asks for some, and why
   */
  record Linked(List<PackageContents> contents, List<Fault> whole) {}

  /** The packages, of the runtime's with its modules replaced if the blueprint asks for it. */
  Linked link(BuildRequest request, List<PackageContents> contents) {
    Optional<String> option = Optional.ofNullable(request.blueprint().options().get(OPTION));
    if (option.isEmpty()) {
      return new Linked(contents, List.of());
    }
    List<Fault> kept = new ArrayList<>();
    Set<String> modules = modules(option.get());
    List<PackageContents> linked = new ArrayList<>();
    int found = 0;
    for (PackageContents one : contents) {
      Optional<FileEntry> whole = one.files().stream().filter(ModuleStep::isWhole).findFirst();
      found += whole.isPresent() ? 1 : 0;
      linked.add(whole.map(file -> linked(request, one, file, modules, kept)).orElse(one));
    }
    if (found == 0) {
      throw new InvalidInput(
          "cannot link Java modules: no package of the composition is a Java runtime with modules",
          "Add one, such as openjdk-17-jre-headless, or remove the option " + OPTION + ".",
          null);
    }
    return new Linked(linked, kept);
  }

  /** Without a kit, or a sandbox to run it in, the modules stay whole, and the image says so. */
  private PackageContents linked(
      BuildRequest request,
      PackageContents runtime,
      FileEntry whole,
      Set<String> modules,
      List<Fault> kept) {
    Optional<List<PackageId>> tools = tools(request, runtime.id());
    Optional<String> obstacle =
        tools.isEmpty()
            ? Optional.of(
                "the baseline has no " + kit(runtime.id().name()) + " " + runtime.id().version())
            : shop.tests().tool().obstacle();
    if (obstacle.isPresent()) {
      String detail = "cannot link Java modules: " + obstacle.get();
      kept.add(new Fault(Fault.Kind.MODULES_WHOLE, whole.path(), detail));
      return runtime;
    }
    return replaced(request, runtime, whole, modules, tools.orElseThrow());
  }

  private static Set<String> modules(String text) {
    Set<String> modules = new TreeSet<>();
    for (String name : text.strip().split("[,\\s]+")) {
      if (!MODULE.matcher(name).matches()) {
        throw new InvalidInput(
            "cannot link Java modules: \"" + name + "\" is no name of a module",
            "List names such as \"java.base java.logging\" in the option " + OPTION + ".",
            null);
      }
      modules.add(name);
    }
    return modules;
  }

  private static boolean isWhole(FileEntry file) {
    return WHOLE.matcher(file.path().value()).matches() && file.content().isPresent();
  }

  private PackageContents replaced(
      BuildRequest request,
      PackageContents runtime,
      FileEntry whole,
      Set<String> modules,
      List<PackageId> tools) {
    StringBuilder inputs = new StringBuilder(String.join(" ", modules)).append('\n');
    for (PackageId tool : tools) {
      inputs.append(request.baseline().locate(tool).map(PackageRequest::sha256)).append('\n');
    }
    inputs.append(request.rules().digest());
    Digest key = Digest.of(inputs.toString());
    Digest content =
        shop.derived()
            .find(KIND, key)
            .map(Digest::fromBytes)
            .filter(shop.store()::contains)
            .orElseGet(() -> made(request, tools, whole.path(), modules, key));
    List<FileEntry> files = new ArrayList<>(runtime.files());
    files.replaceAll(
        f ->
            f.equals(whole)
                ? FileEntry.regular(
                    f.path(), f.mode(), f.uid(), f.gid(), shop.store().size(content), content)
                : f);
    return new PackageContents(runtime.id(), runtime.archive(), files, runtime.controlFiles());
  }

  /**
   * The development kit of exactly the runtime's version, with all that it needs, if there is one.
   */
  private static Optional<List<PackageId>> tools(BuildRequest request, PackageId runtime) {
    PackageName kit = kit(runtime.name());
    ResolutionRequest wanted =
        new ResolutionRequest(
            List.of(new Root(kit, VersionRange.exactly(runtime.version()))),
            false,
            false,
            request.holds(),
            List.of(),
            CandidatePolicy.CANDIDATE_ONLY);
    return Resolver.resolve(request.baseline().universe(), wanted) instanceof Resolved resolved
        ? Optional.of(resolved.ids())
        : Optional.empty();
  }

  private static PackageName kit(PackageName runtime) {
    return new PackageName(runtime.value().replaceFirst("-jre(-headless)?$", "") + "-jdk-headless");
  }

  private Digest made(
      BuildRequest request,
      List<PackageId> tools,
      FilePath whole,
      Set<String> modules,
      Digest key) {
    List<PackageRequest> archives = new FetchStep(shop, request.baseline(), progress).fetch(tools);
    List<PackageContents> contents = new UnpackStep(shop, progress).unpack(archives);
    String home = whole.parent().parent().value();
    List<String> command =
        List.of(
            home + "/bin/jlink",
            "--module-path",
            home + "/jmods",
            "--add-modules",
            String.join(",", modules),
            "--compress=2",
            "--output",
            SandboxedTool.OUTPUT + "/linked");
    ThinTree tree = tree(request, contents, kitOf(tools), command);
    try (ScratchDirectory root = ScratchDirectory.in(shop.workspace(), "tool-");
        ScratchDirectory output = ScratchDirectory.in(shop.workspace(), "made-")) {
      RootFsDirectory.extract(tree, shop.store(), root.path());
      shop.tests().tool().run(root.path(), command, output.path(), TIMEOUT);
      Digest content = stored(output.path().resolve("linked/lib/modules"));
      shop.derived().keep(KIND, key, content.bytes());
      return content;
    }
  }

  private static PackageName kitOf(List<PackageId> tools) {
    return tools.stream()
        .map(PackageId::name)
        .filter(name -> name.value().endsWith("-jdk-headless"))
        .findFirst()
        .orElseThrow();
  }

  /** The kit, thinned to what linking needs. */
  private ThinTree tree(
      BuildRequest request, List<PackageContents> contents, PackageName kit, List<String> command) {
    RunConfig run =
        new RunConfig(
            List.of(command.getFirst()),
            List.of(),
            Map.of(),
            "",
            FilePath.ROOT,
            List.of(),
            List.of(SandboxedTool.OUTPUT));
    Blueprint blueprint =
        new Blueprint(
            "jlink",
            "",
            request.blueprint().architecture(),
            List.of(kit),
            false,
            Blueprint.Level.THIN,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            run,
            List.of());
    return Thinner.thin(
        new ThinRequest(blueprint, Set.of(kit), contents, request.rules()),
        shop.store()::open,
        shop.derived(),
        content -> shop.store().put(content).digest());
  }

  private Digest stored(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return shop.store().put(in).digest();
    } catch (IOException e) {
      throw new Unavailable("cannot read the linked modules: " + e.getMessage(), e);
    }
  }
}
