package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.FileKind;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.RuleLayer;
import org.whittle.rules.RuleParser;
import org.whittle.rules.RuleSet;
import org.whittle.store.DerivedData;

/** One thinning, set up step by step; trees are dumped as text. */
final class Thinning implements DerivedData {
  final TestPackage.Contents contents = new TestPackage.Contents();
  private final List<TestPackage> packages = new ArrayList<>();
  private final List<TestPackage> reserve = new ArrayList<>();
  private final Map<String, byte[]> derived = new HashMap<>();
  private final List<FilePath> entryPoints = new ArrayList<>();
  private final List<Blueprint.OverlayFile> overlay = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<FilePath> writable = new ArrayList<>();
  private final Set<PackageName> roots = new HashSet<>();
  private List<String> command = List.of();
  private String user = "";
  private Blueprint.Level level = Blueprint.Level.THIN;
  private RuleSet rules = RuleSet.EMPTY;

  TestPackage with(String name) {
    TestPackage added = new TestPackage(contents, name);
    packages.add(added);
    return added;
  }

  /** A package that every system has. */
  TestPackage reserve(String name) {
    TestPackage added = new TestPackage(contents, name);
    reserve.add(added);
    return added;
  }

  Thinning roots(String... names) {
    Arrays.stream(names).map(PackageName::new).forEach(roots::add);
    return this;
  }

  Thinning entryPoint(String path) {
    entryPoints.add(new FilePath(path));
    return this;
  }

  Thinning command(String... words) {
    command = List.of(words);
    return this;
  }

  Thinning overlay(String path, String text) {
    overlay.add(new Blueprint.OverlayFile(new FilePath(path), 0600, 7, 8, text, Optional.empty()));
    return this;
  }

  Thinning option(String name, String value) {
    options.put(name, value);
    return this;
  }

  Thinning environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Thinning user(String name, String... writes) {
    user = name;
    Arrays.stream(writes).map(FilePath::new).forEach(writable::add);
    return this;
  }

  Thinning level(Blueprint.Level level) {
    this.level = level;
    return this;
  }

  Thinning rules(String yaml) {
    rules = RuleSet.of(List.of(RuleParser.parse("r.yaml", yaml)));
    return this;
  }

  /** Shipped rules, and overlays named own1, own2, … with one file each. */
  Thinning layers(String shipped, String... overlays) {
    List<RuleLayer> layers = new ArrayList<>();
    layers.add(RuleLayer.of("", Map.of("r.yaml", shipped)));
    for (String overlay : overlays) {
      layers.add(RuleLayer.of("own" + layers.size(), Map.of("o.yaml", overlay)));
    }
    rules = RuleSet.layered(layers);
    return this;
  }

  ThinRequest request() {
    Blueprint.RunConfig run =
        new Blueprint.RunConfig(
            command, List.of(), environment, user, FilePath.ROOT, List.of(), writable);
    Blueprint blueprint =
        new Blueprint(
            "image",
            "",
            Architecture.AMD64,
            List.copyOf(roots),
            false,
            level,
            entryPoints,
            overlay,
            options,
            Map.of(),
            List.of(),
            run,
            List.of());
    return new ThinRequest(
        blueprint,
        roots,
        packages.stream().map(TestPackage::contents).toList(),
        reserve.stream().map(TestPackage::contents).toList(),
        rules);
  }

  ThinTree tree() {
    return Thinner.thin(request(), contents, this, contents);
  }

  /** The files but for directories and accounts, a line each. */
  String files() {
    return tree()
        .files()
        .filter(f -> f.file().kind() != FileKind.DIRECTORY)
        .filter(f -> !f.reason().detail().equals("accounts"))
        .map(f -> f.file().path().value())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining("\n"));
  }

  /** The reason of a path: kind, detail and the file behind it. */
  String reason(String path) {
    Reason reason = selected(path).reason();
    return reason.kind() + " " + reason.detail() + reason.because().map(b -> " of " + b).orElse("");
  }

  SelectedFile selected(String path) {
    return tree()
        .files()
        .filter(f -> f.file().path().value().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not in\n" + files()));
  }

  @Override
  public Optional<byte[]> find(String kind, Digest of) {
    return Optional.ofNullable(derived.get(kind + of));
  }

  @Override
  public void keep(String kind, Digest of, byte[] data) {
    derived.put(kind + of, data);
  }
}
