package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.whittle.blueprint.MachineConfig;
import org.whittle.composition.boot.LoadOrder;
import org.whittle.composition.boot.Machine;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Root;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.UsrMerge;

/**
 * Brings what starts an image as a machine: the kernel of its target, the drivers that rules name,
 * the stub that firmware starts, and the small init's program.
 *
 * <p>These packages are resolved from the same baseline and holds as the image's own, and named
 * beside them; none of what they depend on runs in the machine, so that nothing else is fetched.
 */
record MachineStep(Workshop shop, Progress progress) {
  private static final PackageName INIT = new PackageName("busybox-static");
  private static final PackageName STUB = new PackageName("systemd-boot-efi");
  private static final String KERNEL = "/boot/vmlinuz-";
  private static final String STUB_FILE = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";

  /** Formats that hold a machine. */
  static final Set<String> FORMATS = Set.of("raw", "qcow2", "vmdk", "direct");

  /** The machine with its packages, their archives and contents in the same order. */
  record Brought(
      Machine machine,
      List<ResolvedPackage> packages,
      List<PackageRequest> archives,
      List<PackageContents> contents) {}

  /** Whether one of the blueprint's formats holds a machine. */
  static boolean isWanted(BuildRequest request) {
    return request.blueprint().formats().stream()
        .anyMatch(format -> FORMATS.contains(format) || format.equals(MachineWriter.KEPT));
  }

  /** The packages of the machine. */
  static List<ResolvedPackage> packages(BuildRequest request) {
    PackageName meta = meta(request);
    return closure(request).packages().stream().filter(p -> isPart(p, meta)).toList();
  }

  private static PackageName meta(BuildRequest request) {
    return new PackageName(request.blueprint().machine().target().kernel());
  }

  /** These with all that they depend on, which has to be on offer though it is not fetched. */
  static Resolved closure(BuildRequest request) {
    if (!request.blueprint().architecture().equals(Architecture.AMD64)) {
      throw new InvalidInput(
          "cannot write a machine for " + request.blueprint().architecture(),
          "Machines are written for amd64; leave out " + String.join(", ", sorted()) + ".",
          null);
    }
    PackageName meta = meta(request);
    ResolutionRequest wanted =
        new ResolutionRequest(
            List.of(Root.of(meta.value()), Root.of(INIT.value()), Root.of(STUB.value())),
            false,
            false,
            request.holds(),
            List.of(),
            CandidatePolicy.CANDIDATE_ONLY);
    Resolution resolution = Resolver.resolve(request.baseline().universe(), wanted);
    return switch (resolution) {
      case Resolved resolved -> resolved;
      case Unsatisfiable none ->
          throw new NotFound(
              "cannot write a machine: " + ExplanationText.of(none.explanation()).strip(),
              "Add a source that has these packages, or end a hold.",
              null);
    };
  }

  private static List<String> sorted() {
    return FORMATS.stream().sorted().toList();
  }

  private static boolean isPart(ResolvedPackage one, PackageName meta) {
    PackageName name = one.id().name();
    return name.equals(meta)
        || name.equals(INIT)
        || name.equals(STUB)
        || (name.value().startsWith("linux-image-")
            && one.because().filter(why -> why.by().name().equals(meta)).isPresent());
  }

  /** Brings the machine. */
  Brought bring(BuildRequest request) {
    List<ResolvedPackage> packages = packages(request);
    List<PackageRequest> archives =
        new FetchStep(shop, request.baseline(), progress)
            .fetch(packages.stream().map(ResolvedPackage::id).toList());
    List<PackageContents> contents =
        new UnpackStep(shop, progress).unpack(archives).stream().map(MachineStep::merged).toList();
    return new Brought(machine(request, contents), packages, archives, contents);
  }

  private static PackageContents merged(PackageContents contents) {
    return new PackageContents(
        contents.id(),
        contents.archive(),
        contents.files().stream().map(UsrMerge::canonical).toList(),
        contents.controlFiles());
  }

  private Machine machine(BuildRequest request, List<PackageContents> contents) {
    MachineConfig config = request.blueprint().machine();
    FileEntry kernel = file(contents, f -> f.path().value().startsWith(KERNEL), "the kernel");
    FileEntry stub = file(contents, f -> f.path().value().equals(STUB_FILE), "the stub for EFI");
    FileEntry busybox = file(contents, f -> f.path().value().equals("/usr/bin/busybox"), "busybox");
    Map<FileEntry, Reason> files = new LinkedHashMap<>();
    files.put(kernel, Reason.of(Reason.Kind.ENTRY_POINT, "kernel of the machine"));
    files.put(stub, Reason.of(Reason.Kind.ENTRY_POINT, "start by the firmware"));
    files.put(busybox, Reason.of(Reason.Kind.ENTRY_POINT, "init of the machine"));
    // Of the package that stands for the newest kernel its name alone is used, and this link is
    // that name.
    String meta = "/usr/share/doc/" + request.blueprint().machine().target().kernel();
    contents.stream()
        .flatMap(c -> c.files().stream())
        .filter(f -> f.path().value().equals(meta))
        .forEach(f -> files.put(f, Reason.of(Reason.Kind.LINK, "the newest kernel")));
    List<FileEntry> onDisk =
        modules(MachineRules.first(request.rules(), config, true), contents, files);
    List<FileEntry> inMemory =
        modules(MachineRules.first(request.rules(), config, false), contents, files);
    refuseIfNone(inMemory);
    List<FileEntry> late = modules(MachineRules.late(request.rules()), contents, files);
    late.removeAll(onDisk);
    String release = kernel.path().value().substring(KERNEL.length());
    return new Machine(
        kernel, release, stub, busybox, onDisk, inMemory, late, tree(contents, files), contents);
  }

  private static void refuseIfNone(List<FileEntry> modules) {
    if (modules.isEmpty()) {
      throw new InvalidInput(
          "cannot write a machine: no rule names a driver of its kernel",
          "Use the rules that are shipped (machine.yaml), or write some for the option machine.",
          null);
    }
  }

  private List<FileEntry> modules(
      MachineRules rules, List<PackageContents> contents, Map<FileEntry, Reason> files) {
    List<FileEntry> all = contents.stream().flatMap(c -> c.files().stream()).toList();
    Map<FileEntry, Reason> chosen = rules.choose(all);
    List<FileEntry> modules = new ArrayList<>();
    for (LoadOrder.Loaded loaded : LoadOrder.of(all, List.copyOf(chosen.keySet()), this::read)) {
      FileEntry module = loaded.module().file();
      modules.add(module);
      Reason rule = chosen.get(module);
      files.putIfAbsent(
          module,
          rule != null
              ? rule
              : Reason.of(
                  Reason.Kind.NEEDED,
                  loaded.module().name(),
                  loaded.by().orElseThrow().file().path()));
    }
    return modules;
  }

  private static ThinTree tree(List<PackageContents> contents, Map<FileEntry, Reason> files) {
    List<Selection> selections = new ArrayList<>();
    for (PackageContents one : contents) {
      selections.add(
          new Selection(
              one.id(),
              one.archive(),
              one.files().stream()
                  .filter(files::containsKey)
                  .map(f -> new SelectedFile(f, Optional.ofNullable(files.get(f)).orElseThrow()))
                  .toList()));
    }
    return new ThinTree(selections, List.of(), List.of(), List.of(), List.of());
  }

  private static FileEntry file(
      List<PackageContents> contents, Predicate<FileEntry> wanted, String what) {
    return contents.stream()
        .flatMap(c -> c.files().stream())
        .filter(f -> f.content().isPresent() && wanted.test(f))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    "cannot write a machine: its packages do not have " + what,
                    "Use a release whose packages have it where Debian 12 has it.",
                    null));
  }

  private byte[] read(FileEntry file) {
    try (InputStream in = shop.store().open(file.content().orElseThrow())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new Unavailable("cannot read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /** What the image and its machine keep, as one tree for lists of materials. */
  static ThinTree together(ThinTree image, ThinTree machine) {
    Map<PackageId, Selection> selections = new TreeMap<>();
    image.selections().forEach(s -> selections.put(s.id(), s));
    for (Selection more : machine.selections()) {
      selections.merge(more.id(), more, MachineStep::both);
    }
    return new ThinTree(
        List.copyOf(selections.values()),
        image.generated(),
        image.unknownEffects(),
        image.uncovered(),
        image.dropped());
  }

  private static Selection both(Selection a, Selection b) {
    List<SelectedFile> files = new ArrayList<>(a.files());
    b.files().stream()
        .filter(f -> files.stream().noneMatch(g -> g.file().path().equals(f.file().path())))
        .toList()
        .forEach(files::add);
    return new Selection(a.id(), a.archive(), files);
  }
}
