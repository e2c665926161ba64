package org.whittle.rules;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

/**
 * Reads a condition: one of the words {@code always}, {@code root} and {@code used} (of the slice's
 * own package), or a mapping of all that must hold.
 */
final class WhenParser {
  private final Optional<PackageName> owner;

  private WhenParser(Optional<PackageName> owner) {
    this.owner = owner;
  }

  static Optional<When> parse(
      YamlMap in, Optional<PackageName> owner, String file, List<Problem> problems) {
    Optional<Node> node = in.node("when");
    WhenParser parser = new WhenParser(owner);
    if (node.isPresent() && node.get() instanceof ScalarNode) {
      return in.value("when", parser::word);
    }
    return node.map(n -> new YamlMap(file, problems, n, "\"when\"")).map(parser::conditions);
  }

  private When word(String word) {
    if (word.equals("always")) {
      return When.ALWAYS;
    }
    if (owner.isPresent() && word.equals("root")) {
      return When.root(owner.get());
    }
    if (owner.isPresent() && word.equals("used")) {
      return When.used(owner.get());
    }
    throw new InvalidInput(
        "cannot use condition \""
            + word
            + "\": "
            + (owner.isPresent() ? "always, root, used" : "always")
            + " or a mapping is expected");
  }

  private When conditions(YamlMap when) {
    When conditions =
        new When(
            packages(when, "root"),
            packages(when, "used"),
            packages(when, "with"),
            packages(when, "without"),
            versions(when),
            options(when),
            new HashSet<>(plain(when.values("architecture", Architecture::new))),
            plain(when.values("file", Glob::new)));
    when.end();
    return conditions;
  }

  private Set<PackageName> packages(YamlMap when, String key) {
    return new HashSet<>(plain(when.values(key, this::packageName)));
  }

  /** In a slice, {@code true} means its own package. */
  private PackageName packageName(String text) {
    return text.equals("true") && owner.isPresent() ? owner.get() : new PackageName(text);
  }

  private static Map<PackageName, String> versions(YamlMap when) {
    Map<PackageName, String> versions = new LinkedHashMap<>();
    when.map("version")
        .ifPresent(
            named -> {
              for (String name : List.copyOf(named.keys())) {
                Optional<String> version = named.text(name);
                Optional<PackageName> of = named.key(name, PackageName::new);
                if (of.isPresent() && version.isPresent()) {
                  versions.put(of.get(), version.get());
                }
              }
            });
    return versions;
  }

  private static Map<String, Optional<String>> options(YamlMap when) {
    Map<String, Optional<String>> options = new LinkedHashMap<>();
    Optional<Node> node = when.node("option");
    if (node.isPresent() && node.get() instanceof MappingNode) {
      YamlMap named = when.map("option").orElseThrow();
      for (String name : List.copyOf(named.keys())) {
        options.put(name, named.text(name));
      }
    } else {
      plain(when.values("option", t -> t)).forEach(name -> options.put(name, Optional.empty()));
    }
    return options;
  }

  private static <T> List<T> plain(List<YamlMap.At<T>> values) {
    return values.stream().map(YamlMap.At::value).toList();
  }
}
