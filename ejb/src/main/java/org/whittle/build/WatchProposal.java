package org.whittle.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.rules.RuleSet;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.verification.Miss;

/**
 * The rules that keep what was touched, as text for a file of an overlay.
 *
 * <p>A package for which no rule speaks gets a slice of what was touched of it; of others that is
 * kept besides what their rules say.
 */
public final class WatchProposal {
  /** Touched files of one directory from which on a pattern stands for all that are in it. */
  private static final int MANY = 4;

  private final Watch.Seen seen;
  private final RuleSet rules;
  private final String name;
  private final Map<FilePath, Integer> sizes = new TreeMap<>();

  private WatchProposal(String name, Watch.Seen seen, RuleSet rules) {
    this.name = name;
    this.seen = seen;
    this.rules = rules;
    seen.tree()
        .files()
        .map(SelectedFile::file)
        .filter(file -> file.kind() != FileKind.DIRECTORY)
        .forEach(file -> sizes.merge(file.path().parent(), 1, Integer::sum));
  }

  /**
   * The text.
   *
   * @param name of the image
   * @param rules those that the image is built with otherwise
   */
  public static String of(String name, Watch.Seen seen, RuleSet rules) {
    return new WatchProposal(name, seen, rules).text();
  }

  private String text() {
    StringBuilder slices = new StringBuilder();
    List<String> kept = new ArrayList<>();
    for (Selection selection : seen.tree().selections()) {
      List<String> patterns = patterns(selection);
      if (patterns.isEmpty()) {
        continue;
      }
      if (rules.covers(selection.id().name())) {
        kept.addAll(patterns);
      } else {
        slices.append("  ").append(selection.id().name()).append(":\n    slices:\n");
        slices.append("      watched:\n        when: always\n        files:\n");
        patterns.forEach(p -> slices.append("          - ").append(quoted(p)).append('\n'));
      }
    }
    StringBuilder text = new StringBuilder("# What " + name + " touched while it was watched.\n");
    notJudged().forEach(line -> text.append("# ").append(line).append('\n'));
    if (!slices.isEmpty()) {
      text.append("\npackages:\n").append(slices);
    }
    if (!kept.isEmpty()) {
      text.append("\nrules:\n  - name: seen while ").append(name).append(" was watched\n");
      text.append("    when: always\n    keep:\n");
      kept.forEach(p -> text.append("      - ").append(quoted(p)).append('\n'));
    }
    return text.toString();
  }

  /** What was asked for in vain and is not known to be good for nothing. */
  private List<String> notJudged() {
    List<String> lines = new ArrayList<>();
    seen.misses().misses().stream()
        .filter(miss -> miss.kind() == Miss.Kind.UNKNOWN || miss.kind() == Miss.Kind.MISSING)
        .forEach(miss -> lines.add("Not in the packages: " + miss.path() + " of " + miss.owner()));
    if (!seen.misses().notKnown().isEmpty()) {
      lines.add("Not known: " + seen.misses().notKnown());
    }
    return lines;
  }

  private List<String> patterns(Selection selection) {
    Set<FilePath> touched = new TreeSet<>();
    Set<String> patterns = new TreeSet<>();
    Map<FilePath, List<FilePath>> all = new TreeMap<>();
    for (SelectedFile selected : selection.files()) {
      FileEntry file = selected.file();
      if (file.kind() == FileKind.DIRECTORY) {
        if (seen.touched().directories().contains(file.path())) {
          patterns.add(file.path().value());
        }
        continue;
      }
      all.computeIfAbsent(file.path().parent(), d -> new ArrayList<>()).add(file.path());
      if (seen.touched().files().contains(file.path())) {
        touched.add(file.path());
      }
    }
    Map<FilePath, List<FilePath>> byDirectory =
        touched.stream().collect(Collectors.groupingBy(FilePath::parent));
    byDirectory.forEach(
        (directory, files) -> {
          boolean whole =
              files.size() >= MANY && files.size() == all.getOrDefault(directory, List.of()).size();
          if (whole && sizes.getOrDefault(directory, 0) == files.size()) {
            patterns.add(directory + "/*");
          } else {
            files.forEach(file -> patterns.add(file.value()));
          }
        });
    return List.copyOf(patterns);
  }

  /** A pattern that means just this path, as a YAML text. */
  private static String quoted(String pattern) {
    return '"' + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
