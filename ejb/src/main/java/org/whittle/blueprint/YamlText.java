package org.whittle.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML 1.2 into nodes with positions, within limits.
 *
 * <p>The events are looked at before nodes are made of them: nesting is bounded, since nodes are
 * composed recursively, and aliases are refused, since a few of them stand for gigabytes.
 */
final class YamlText {
  static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_DEPTH = 16;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setLabel("blueprint").setUseMarks(true).build();

  private YamlText() {}

  /** The document's root, or nothing after a problem was added. */
  static Optional<Node> read(String text, Problems problems) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BYTES) {
      problems.add(
          Optional.empty(),
          "cannot read the blueprint: it has " + size + " bytes, more than " + MAX_BYTES,
          "Put large files into a package instead of the overlay.");
      return Optional.empty();
    }
    try {
      if (!withinLimits(text, problems)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        problems.add(
            Optional.empty(),
            "cannot read the blueprint: it is empty",
            "Start with \"name:\" and \"packages:\".");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      problems.add(
          e.getProblemMark(),
          "cannot read YAML: " + e.getProblem().strip(),
          "Check indentation, quotes and colons at this place.");
    } catch (YamlEngineException e) {
      problems.add(
          Optional.empty(),
          "cannot read YAML: " + firstLine(e),
          "Use printable characters and UTF-8 only.");
    }
    return Optional.empty();
  }

  private static boolean withinLimits(String text, Problems problems) {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      documents += event.getEventId() == Event.ID.DocumentStart ? 1 : 0;
      if (depth > MAX_DEPTH) {
        problems.add(
            event.getStartMark(),
            "cannot read the blueprint: nested deeper than " + MAX_DEPTH + " levels",
            "Remove brackets or indentation.");
        return false;
      }
      if (event.getEventId() == Event.ID.Alias) {
        problems.add(
            event.getStartMark(),
            "cannot read the blueprint: aliases (*name) are not allowed",
            "Write the value out.");
        return false;
      }
      if (documents > 1) {
        problems.add(
            event.getStartMark(),
            "cannot read the blueprint: a second document begins",
            "Keep one blueprint in a file and remove \"---\".");
        return false;
      }
    }
    return true;
  }

  private static String firstLine(YamlEngineException e) {
    String message = e.getMessage();
    return message == null ? "unknown fault" : message.lines().findFirst().orElse("").strip();
  }
}
