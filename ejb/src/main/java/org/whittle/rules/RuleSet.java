package org.whittle.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private RuleSet(List<RuleFile> files) {
    StringBuilder names = new StringBuilder();
    for (RuleFile file : files) {
      names.append(file.name()).append('\0').append(file.digest()).append('\n');
      rules.addAll(file.rules());
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
    byPackage.replaceAll(
        (name, none) ->
            slices.values().stream().filter(s -> s.name().packageName().equals(name)).toList());
    digest = Digest.of(names.toString());
  }

  /**
   * Reads every {@code *.yaml} file of the directory, in the order of their names.
   *
   * @throws InvalidInput naming every problem of every file, one a line
   * @throws Unavailable if the directory cannot be read
   */
  public static RuleSet load(Path directory) {
    List<ParsedRules> parsed = new ArrayList<>();
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files =
          listed
              .filter(f -> f.getFileName().toString().endsWith(".yaml"))
              .sorted(Comparator.comparing(f -> f.getFileName().toString()))
              .toList();
      for (Path file : files) {
        parsed.add(RuleParser.parse(file.getFileName().toString(), Files.readString(file)));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Unavailable(
          "cannot read the rules in " + directory + ": " + e.getMessage(),
          "Check that the directory is there and that its files are readable UTF-8",
          e);
    }
    return of(parsed);
  }

  /**
   * Joins files that were parsed; where two define the same slice or account of a layer, the files
   * disagree.
   *
   * @throws InvalidInput naming every problem, one a line
   */
  public static RuleSet of(Collection<ParsedRules> parsed) {
    List<RuleFile> files = parsed.stream().map(ParsedRules::file).toList();
    List<Problem> problems = new ArrayList<>();
    parsed.forEach(p -> problems.addAll(p.problems()));
    if (problems.isEmpty()) {
      problems.addAll(RuleCheck.problems(files));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(
          "cannot use the rules:\n"
              + problems.stream()
                  .sorted()
                  .map(Problem::toString)
                  .collect(Collectors.joining("\n")));
    }
    return new RuleSet(files);
  }

  /** Names exactly this content. */
  public Digest digest() {
    return digest;
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
