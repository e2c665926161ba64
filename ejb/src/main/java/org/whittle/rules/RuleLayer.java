package org.whittle.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.whittle.kernel.Unavailable;

/**
 * The rule files of one author, who must not contradict himself; where several layers speak of the
 * same thing, the later wins.
 *
 * @param name put before the names of its files, so that a reason says whose rule it was; empty for
 *     the rules that Whittle ships
 */
public record RuleLayer(String name, List<ParsedRules> files) {
  /** Copies the list. */
  public RuleLayer {
    files = List.copyOf(files);
  }

  /** Reads the texts of files, in the order of their names; never fails, whatever they hold. */
  public static RuleLayer of(String name, Map<String, String> texts) {
    List<ParsedRules> parsed = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach(
            (file, text) ->
                parsed.add(RuleParser.parse(name.isEmpty() ? file : name + "/" + file, text)));
    return new RuleLayer(name, parsed);
  }

  /**
   * Reads every {@code *.yaml} file of a directory.
   *
   * @throws Unavailable if the directory cannot be read
   */
  public static RuleLayer read(String name, Path directory) {
    return of(name, texts(directory));
  }

  /**
   * The texts of the {@code *.yaml} files of a directory by their names.
   *
   * @throws Unavailable if the directory cannot be read
   */
  public static Map<String, String> texts(Path directory) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> listed = Files.list(directory)) {
      for (Path file : listed.sorted(Comparator.naturalOrder()).toList()) {
        if (file.getFileName().toString().endsWith(".yaml")) {
          texts.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      return texts;
    } catch (IOException e) {
      throw new Unavailable(
          "cannot read the rules in " + directory + ": " + e.getMessage(),
          "Check that the directory is there and that its files are readable UTF-8",
          e);
    }
  }
}
