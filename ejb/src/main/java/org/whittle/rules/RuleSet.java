package org.whittle.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Unavailable;

/**
 * Checked rules, ready to be applied. Immutable.
 *
 * <p>The same files give the same {@link #digest}, wherever they lie.
 */
public final class RuleSet {
  /** No rules: the automatic closure decides everything. */
  public static final RuleSet EMPTY = new RuleSet(List.of());

  private final Digest digest;
  private final Map<SliceRef, Slice> slices = new LinkedHashMap<>();
  private final Map<PackageName, List<Covered>> effects = new LinkedHashMap<>();
  private final Map<PackageName, List<Slice>> byPackage = new LinkedHashMap<>();
  private final Map<String, Account.User> users = new LinkedHashMap<>();
  private final Map<String, Account.Group> groups = new LinkedHashMap<>();
  private final List<ContextRule> rules = new ArrayList<>();
  private final Map<String, Integer> files = new HashMap<>();

  private RuleSet(List<RuleLayer> layers) {
    for (int i = 0; i < layers.size(); i++) {
      RuleLayer layer = layers.get(i);
      List<ContextRule> own = new ArrayList<>();
      for (RuleFile file : RuleCheck.files(layer).toList()) {
        files.put(file.name(), i);
        own.addAll(file.rules());
        add(file);
      }
      override(own);
    }
    byPackage.replaceAll(
        (name, none) ->
            slices.values().stream().filter(s -> s.name().packageName().equals(name)).toList());
    digest = digest(layers);
  }

  /** Names exactly the content of the layers, whether they can be used or not. */
  public static Digest digest(List<RuleLayer> layers) {
    StringBuilder names = new StringBuilder();
    for (RuleLayer layer : filled(layers)) {
      names.append(names.isEmpty() ? "" : "overlay\n");
      RuleCheck.files(layer)
          .forEach(
              file -> names.append(file.name()).append('\0').append(file.digest()).append('\n'));
    }
    return Digest.of(names.toString());
  }

  private static List<RuleLayer> filled(List<RuleLayer> layers) {
    return layers.stream().filter(layer -> !layer.files().isEmpty()).toList();
  }

  private void add(RuleFile file) {
    for (Account account : file.accounts()) {
      switch (account) {
        case Account.User user -> users.put(user.name(), user);
        case Account.Group group -> groups.put(group.name(), group);
      }
    }
    for (PackageRules p : file.packages()) {
      p.slices().forEach(s -> slices.put(s.name(), s));
      effects.computeIfAbsent(p.name(), n -> new ArrayList<>()).addAll(p.effects());
      if (p.speaks()) {
        byPackage.put(p.name(), List.of());
      }
    }
  }

  /** A layer's rules take the place of those of the same name in the layers before. */
  private void override(List<ContextRule> own) {
    Set<String> names = own.stream().map(ContextRule::name).collect(Collectors.toSet());
    rules.removeIf(rule -> names.contains(rule.name()));
    rules.addAll(own);
  }

  /**
   * Reads every {@code *.yaml} file of the directory, in the order of their names.
   *
   * @throws InvalidInput naming every problem of every file, one a line
   * @throws Unavailable if the directory cannot be read
   */
  public static RuleSet load(Path directory) {
    return layered(List.of(RuleLayer.read("", directory)));
  }

  /**
   * Joins files that were parsed; where two define the same slice or account, they disagree.
   *
   * @throws InvalidInput naming every problem, one a line
   */
  public static RuleSet of(Collection<ParsedRules> parsed) {
    return layered(List.of(new RuleLayer("", List.copyOf(parsed))));
  }

  /**
   * Joins layers, the later ones before the earlier: a slice, account or rule of the same name
   * takes the place of the one before, and a path that is kept is no longer dropped by a layer
   * before.
   *
   * @throws InvalidInput naming every problem, one a line
   */
  public static RuleSet layered(List<RuleLayer> layers) {
    List<Problem> problems = problems(layers);
    if (!problems.isEmpty()) {
      throw new InvalidInput(
          "cannot use the rules:\n"
              + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    return new RuleSet(filled(layers));
  }

  /**
   * Everything that is wrong with the layers, by file, line and column; empty: they can be used.
   */
  public static List<Problem> problems(List<RuleLayer> layers) {
    List<Problem> problems = new ArrayList<>();
    layers.forEach(layer -> layer.files().forEach(p -> problems.addAll(p.problems())));
    if (problems.isEmpty()) {
      problems.addAll(RuleCheck.problems(layers));
    }
    if (problems.isEmpty()) {
      problems.addAll(Cycles.in(new RuleSet(layers).slices.values()));
    }
    return problems.stream().sorted().toList();
  }

  /** Names exactly this content. */
  public Digest digest() {
    return digest;
  }

  /** Which layer the place is in: what a higher one says wins. */
  public int layer(Position at) {
    return files.getOrDefault(at.file(), 0);
  }

  /** Whether the rules decide about the package's files. */
  public boolean covers(PackageName name) {
    return byPackage.containsKey(name);
  }

  /** The package's slices, in the files' order. */
  public List<Slice> slices(PackageName name) {
    return byPackage.getOrDefault(name, List.of());
  }

  /** The slice of that name. */
  public Optional<Slice> slice(SliceRef name) {
    return Optional.ofNullable(slices.get(name));
  }

  /** The rules about the whole image, in the files' order. */
  public List<ContextRule> rules() {
    return List.copyOf(rules);
  }

  /** The lines of the package's maintainer scripts that rules account for. */
  public List<Covered> effects(PackageName name) {
    return effects.getOrDefault(name, List.of());
  }

  /** The user whom the rules know by that name. */
  public Optional<Account.User> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /** The group that the rules know by that name. */
  public Optional<Account.Group> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }
}
