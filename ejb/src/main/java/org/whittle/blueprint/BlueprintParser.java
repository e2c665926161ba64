package org.whittle.blueprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.whittle.blueprint.Blueprint.Level;
import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.blueprint.Blueprint.OverlayFile;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.BlueprintResult.Invalid;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;

/**
 * Reads a blueprint's YAML form.
 *
 * <p>The text is the source of truth: its digest names the blueprint. All problems are reported
 * with their positions, not the first. At most 256 KiB, one document, no aliases. Pure; safe for
 * use by any thread.
 */
public final class BlueprintParser {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "architecture",
          "packages",
          "recommends",
          "level",
          "entry-points",
          "overlay",
          "options",
          "labels",
          "formats",
          "image",
          "tests",
          "misses",
          "max-size",
          "rules",
          "machine");
  private static final List<String> IMAGE_KEYS =
      List.of(
          "entrypoint", "command", "environment", "user", "working-directory", "ports", "writable");
  private static final List<String> OVERLAY_KEYS =
      List.of("path", "mode", "owner", "content", "link");
  private static final List<String> MACHINE_KEYS = List.of("target", "init", "root", "size");
  private static final RunConfig NO_RUN =
      new RunConfig(List.of(), List.of(), Map.of(), "", FilePath.ROOT, List.of(), List.of());

  private final Problems problems = new Problems();

  private BlueprintParser() {}

  /** Reads the text; never throws for what the text holds. */
  public static BlueprintResult parse(String yaml) {
    BlueprintParser parser = new BlueprintParser();
    Optional<Blueprint> blueprint = YamlText.read(yaml, parser.problems).flatMap(parser::read);
    return blueprint.isPresent()
        ? new Parsed(blueprint.get(), Digest.of(yaml))
        : new Invalid(parser.problems.all());
  }

  private Optional<Blueprint> read(Node root) {
    Section top = Section.of(root, "the blueprint", KEYS, problems);
    Optional<String> name =
        top.required("name", Values::imageName, "Give the image a name, such as \"name: web\".");
    String description = top.value("description", Values::line).orElse("");
    Architecture architecture =
        top.value("architecture", Architecture::new).orElse(Architecture.AMD64);
    List<PackageName> packages = distinct(top, "packages", top.list("packages", PackageName::new));
    boolean recommends = top.value("recommends", Values::flag).orElse(false);
    Level level = top.value("level", Values::level).orElse(Level.THIN);
    List<FilePath> entryPoints =
        distinct(top, "entry-points", top.list("entry-points", FilePath::new));
    List<OverlayFile> overlay = overlay(top);
    Map<String, String> options = top.texts("options", Values::optionKey);
    Map<String, String> labels = top.texts("labels", Values::labelKey);
    List<String> formats = distinct(top, "formats", top.list("formats", Values::format));
    RunConfig run = top.find("image").map(this::run).orElse(NO_RUN);
    List<RetroTest> tests = new RetroTestReader(problems, run).read(top);
    MissPolicy misses = top.value("misses", Values::misses).orElse(MissPolicy.FAIL);
    OptionalLong maxBytes =
        top.value("max-size", Values::bytes).map(OptionalLong::of).orElse(OptionalLong.empty());
    OptionalInt rules =
        top.value("rules", Values::rules).map(OptionalInt::of).orElse(OptionalInt.empty());
    MachineConfig machine = top.find("machine").map(this::machine).orElse(MachineConfig.DEFAULT);
    if (packages.isEmpty() && overlay.isEmpty() && problems.isEmpty()) {
      problems.add(
          root,
          "cannot use the blueprint: it names neither packages nor overlay files",
          "List the applications, such as \"packages: [nginx]\".");
    }
    if (!problems.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Blueprint(
            name.get(),
            description,
            architecture,
            with(packages, machine.init().needs()),
            recommends,
            level,
            entryPoints,
            overlay,
            options,
            labels,
            formats.isEmpty() ? List.of("oci") : formats,
            run,
            tests,
            misses,
            maxBytes,
            rules,
            machine));
  }

  private RunConfig run(Node node) {
    Section image = Section.of(node, "\"image\"", IMAGE_KEYS, problems);
    return new RunConfig(
        image.list("entrypoint", Values::text),
        image.list("command", Values::text),
        image.texts("environment", Values::variable),
        image.value("user", Values::user).orElse(""),
        image.value("working-directory", FilePath::new).orElse(FilePath.ROOT),
        distinct(image, "ports", image.list("ports", Values::published)),
        distinct(image, "writable", image.list("writable", FilePath::new)));
  }

  private static List<PackageName> with(List<PackageName> packages, Optional<PackageName> more) {
    return Stream.concat(packages.stream(), more.stream()).distinct().toList();
  }

  private MachineConfig machine(Node node) {
    Section machine = Section.of(node, "\"machine\"", MACHINE_KEYS, problems);
    MachineConfig.Root root =
        machine.value("root", Values::machineRoot).orElse(MachineConfig.DEFAULT.root());
    Optional<Long> size = machine.value("size", Values::bytes);
    if (size.isPresent() && root == MachineConfig.Root.EROFS) {
      problems.add(
          machine.find("size").orElse(node),
          "cannot use \"size\": a root of erofs is as large as its files",
          "Remove it, or write \"root: ext4\".");
    }
    return new MachineConfig(
        machine.value("target", Values::target).orElse(MachineConfig.DEFAULT.target()),
        machine.value("init", Values::init).orElse(MachineConfig.DEFAULT.init()),
        root,
        size.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private List<OverlayFile> overlay(Section top) {
    List<OverlayFile> files = new ArrayList<>();
    Set<FilePath> paths = new HashSet<>();
    for (Node node : top.nodes("overlay")) {
      Section file = Section.of(node, "an overlay file", OVERLAY_KEYS, problems);
      Optional<FilePath> path =
          file.required("path", FilePath::new, "Name the file, such as \"path: /etc/app.conf\".");
      if (path.isPresent() && !paths.add(path.get())) {
        problems.add(
            node, "cannot use overlay path " + path.get() + " twice", "Remove one of the two.");
      }
      path.map(p -> overlayFile(p, file)).ifPresent(files::add);
    }
    return files;
  }

  private OverlayFile overlayFile(FilePath path, Section file) {
    if (file.has("content") == file.has("link")) {
      problems.add(
          file.node(),
          "cannot use overlay file " + path + ": exactly one of content and link is expected",
          "Give the text as \"content: |\" or a target as \"link:\".");
    }
    int[] owner = file.value("owner", Values::owner).orElse(new int[] {0, 0});
    return new OverlayFile(
        path,
        file.value("mode", Values::mode).orElse(0644),
        owner[0],
        owner[1],
        file.value("content", Values::text).orElse(""),
        file.value("link", Values::text));
  }

  private <T> List<T> distinct(Section section, String key, List<T> values) {
    Set<T> seen = new HashSet<>();
    for (T value : values) {
      if (!seen.add(value)) {
        problems.add(
            section.find(key).orElse(section.node()),
            "cannot use \"" + key + "\": " + value + " is listed twice",
            "Remove one of the two.");
      }
    }
    return values;
  }
}
