package org.whittle.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

/**
 * Reads a rule file: YAML 1.2 with the keys {@code users}, {@code groups}, {@code packages} and
 * {@code rules}.
 *
 * <p>All problems are found in one go. The language is described in {@code config/rules/README.md}.
 */
public final class RuleParser {
  private static final int MAX_NUMBER = 65_533;

  private final String fileName;
  private final List<Problem> problems = new ArrayList<>();

  private RuleParser(String fileName) {
    this.fileName = fileName;
  }

  /** Reads a file's text; never fails, whatever the text. */
  public static ParsedRules parse(String fileName, String text) {
    RuleParser parser = new RuleParser(fileName);
    RuleFile file = parser.file(text);
    return new ParsedRules(file, parser.problems);
  }

  private RuleFile file(String text) {
    List<Account> accounts = new ArrayList<>();
    List<PackageRules> packages = new ArrayList<>();
    List<ContextRule> rules = new ArrayList<>();
    Optional<Node> root = compose(text);
    if (root.isPresent()) {
      YamlMap map = new YamlMap(fileName, problems, root.get(), "a rule file");
      map.map("users").ifPresent(users -> users(users, accounts));
      map.map("groups").ifPresent(groups -> groups(groups, accounts));
      map.map("packages").ifPresent(named -> packages(named, packages));
      map.maps("rules").forEach(rule -> rules.add(rule(rule)));
      map.end();
    }
    return new RuleFile(fileName, Digest.of(text), accounts, packages, rules);
  }

  private Optional<Node> compose(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(fileName)
            .setUseMarks(true)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      problems.add(
          new Problem(
              new Position(
                  fileName,
                  mark.map(m -> m.getLine() + 1).orElse(1),
                  mark.map(m -> m.getColumn() + 1).orElse(1)),
              "cannot read YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(
          new Problem(new Position(fileName, 1, 1), "cannot read YAML: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private void users(YamlMap users, List<Account> accounts) {
    for (String name : List.copyOf(users.keys())) {
      YamlMap user = users.map(name).orElseThrow();
      accountName(users, name);
      accounts.add(
          new Account.User(
              users.at(name),
              name,
              user.value("uid", RuleParser::number),
              user.text("group", name),
              user.text("comment", ""),
              user.value("home", FilePath::new).orElse(new FilePath("/nonexistent")),
              user.text("shell", "/usr/sbin/nologin")));
      user.end();
    }
  }

  private void groups(YamlMap groups, List<Account> accounts) {
    for (String name : List.copyOf(groups.keys())) {
      YamlMap group = groups.map(name).orElseThrow();
      accountName(groups, name);
      Optional<Integer> gid = group.value("gid", RuleParser::number);
      accounts.add(new Account.Group(groups.at(name), name, gid));
      group.end();
    }
  }

  private void accountName(YamlMap in, String name) {
    if (!name.matches("[a-z_][a-z0-9_-]{0,31}")) {
      problems.add(
          new Problem(
              in.at(name),
              "cannot use \""
                  + name
                  + "\" as the name of a user or group: 1 to 32 of a-z, 0-9, _ and - are"
                  + " expected"));
    }
  }

  private void packages(YamlMap named, List<PackageRules> packages) {
    for (String name : List.copyOf(named.keys())) {
      YamlMap rules = named.map(name).orElseThrow();
      Optional<PackageName> packageName = named.key(name, PackageName::new);
      if (packageName.isPresent()) {
        packages.add(packageRules(packageName.get(), named.at(name), rules));
      }
    }
  }

  private PackageRules packageRules(PackageName name, Position at, YamlMap rules) {
    List<Slice> slices = new ArrayList<>();
    boolean speaks = rules.keys().contains("slices");
    rules.map("slices").ifPresent(named -> slices(name, named, slices));
    List<Covered> effects = new ArrayList<>();
    for (YamlMap effect : rules.maps("effects")) {
      Covered covered =
          new Covered(
              effect.at(),
              effect.required("script"),
              effect.values("covers", t -> t).stream().map(YamlMap.At::value).toList(),
              effect.required("because"),
              effect.values("digest", RuleParser::digest).stream().map(YamlMap.At::value).toList());
      effects.add(covered);
      effect.end();
    }
    rules.end();
    return new PackageRules(at, name, speaks, slices, effects);
  }

  private void slices(PackageName owner, YamlMap named, List<Slice> slices) {
    for (String name : List.copyOf(named.keys())) {
      YamlMap slice = named.map(name).orElseThrow();
      try {
        SliceRef ref = SliceRef.parse(owner + "/" + name);
        Optional<When> when = WhenParser.parse(slice, Optional.of(owner), fileName, problems);
        Part part = PartParser.parse(slice, "files");
        slices.add(new Slice(named.at(name), ref, when, part));
      } catch (InvalidInput e) {
        problems.add(new Problem(named.at(name), e.getMessage()));
      }
      slice.end();
    }
  }

  private ContextRule rule(YamlMap rule) {
    Position at = rule.at();
    String name = rule.required("name");
    Optional<When> when = WhenParser.parse(rule, Optional.empty(), fileName, problems);
    if (when.isEmpty() && !rule.keys().contains("when")) {
      problems.add(new Problem(at, "cannot use this: \"when\" is missing"));
    }
    Part part = PartParser.parse(rule, "keep");
    String because = rule.text("because", "");
    rule.end();
    return new ContextRule(at, name, when.orElse(When.ALWAYS), part, because);
  }

  private static String digest(String text) {
    if (!text.matches("[0-9a-f]{12,64}")) {
      throw new InvalidInput(
          "cannot use digest \"" + text + "\": it is not written as 12 hex digits or more");
    }
    return text;
  }

  private static Integer number(String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_NUMBER + 1) {
      throw new InvalidInput("cannot use \"" + text + "\" as the number of a user or group");
    }
    return Integer.valueOf(text);
  }
}
