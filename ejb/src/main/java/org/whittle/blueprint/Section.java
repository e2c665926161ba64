package org.whittle.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.whittle.kernel.InvalidInput;

/**
 * One mapping of the document with the keys that it may have.
 *
 * <p>Whatever does not fit is added to the problems, and reading goes on as if it were absent: the
 * caller builds its value only when no problem was found.
 */
final class Section {
  private static final int MAX_LIST = 4096;

  private final Node at;
  private final String what;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Section(Node at, String what, Problems problems) {
    this.at = at;
    this.what = what;
    this.problems = problems;
  }

  /** Reads a mapping; unknown and repeated keys are problems. */
  static Section of(Node node, String what, List<String> keys, Problems problems) {
    Section section = new Section(node, what, problems);
    for (NodeTuple tuple : section.tuples(node, what)) {
      String key = section.text(tuple.getKeyNode(), "key").orElse("");
      if (!keys.contains(key)) {
        problems.add(
            tuple.getKeyNode(),
            "cannot use key \"" + key + "\": " + what + " has no such key",
            Nearest.remedy(key, keys));
      } else if (section.values.putIfAbsent(key, tuple.getValueNode()) != null) {
        section.repeated(tuple.getKeyNode(), key);
      }
    }
    return section;
  }

  Node node() {
    return at;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<Node> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A value that must be there. */
  <T> Optional<T> required(String key, Function<String, T> reader, String remedy) {
    if (at instanceof MappingNode && !values.containsKey(key)) {
      problems.add(at, "cannot use " + what + ": \"" + key + "\" is missing", remedy);
    }
    return value(key, reader);
  }

  /** A value that may be there, read by a function that throws {@link InvalidInput}. */
  <T> Optional<T> value(String key, Function<String, T> reader) {
    return find(key).flatMap(node -> read(node, key, reader));
  }

  /** A list of values; absent means empty. */
  <T> List<T> list(String key, Function<String, T> reader) {
    return read(nodes(key), key, reader);
  }

  /** The elements of a list that is itself an element of a list. */
  <T> List<T> items(Node list, String key, Function<String, T> reader) {
    return read(elements(list, key), key, reader);
  }

  private <T> List<T> read(List<Node> nodes, String key, Function<String, T> reader) {
    List<T> items = new ArrayList<>();
    for (Node item : nodes) {
      read(item, key, reader).ifPresent(items::add);
    }
    return items;
  }

  /** The elements of a list; absent means empty. */
  List<Node> nodes(String key) {
    return find(key).map(node -> elements(node, key)).orElse(List.of());
  }

  private List<Node> elements(Node node, String key) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(
          node, "cannot use \"" + key + "\": a list is expected", "Write " + key + ": [a, b].");
      return List.of();
    }
    if (sequence.getValue().size() > MAX_LIST) {
      problems.add(
          node,
          "cannot use \"" + key + "\": more than " + MAX_LIST + " elements",
          "Shorten the list.");
      return List.of();
    }
    return sequence.getValue();
  }

  /** A mapping of free keys, each checked by a function that throws {@link InvalidInput}. */
  Map<String, String> texts(String key, Function<String, String> keyReader) {
    Map<String, String> texts = new LinkedHashMap<>();
    Node node = values.get(key);
    if (node == null) {
      return texts;
    }
    for (NodeTuple tuple : tuples(node, "\"" + key + "\"")) {
      Optional<String> name = read(tuple.getKeyNode(), key, keyReader);
      Optional<String> value = read(tuple.getValueNode(), name.orElse(key), Values::text);
      if (name.isPresent() && value.isPresent()) {
        if (texts.putIfAbsent(name.get(), value.get()) != null) {
          repeated(tuple.getKeyNode(), name.get());
        }
      }
    }
    return texts;
  }

  private List<NodeTuple> tuples(Node node, String of) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    problems.add(
        node, "cannot use " + of + ": keys with values are expected", "Write \"key: value\".");
    return List.of();
  }

  private void repeated(Node key, String name) {
    problems.add(key, "cannot use key \"" + name + "\" twice", "Remove one of the two.");
  }

  private <T> Optional<T> read(Node node, String key, Function<String, T> reader) {
    return text(node, key)
        .flatMap(
            text -> {
              try {
                return Optional.of(reader.apply(text));
              } catch (InvalidInput e) {
                problems.add(node, key, e);
                return Optional.empty();
              }
            });
  }

  private Optional<String> text(Node node, String key) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    String given =
        node instanceof MappingNode
            ? "a mapping"
            : node instanceof SequenceNode ? "a list" : "none";
    problems.add(
        node,
        "cannot use \"" + key + "\": a single value is expected, " + given + " is given",
        "Write " + key + ": VALUE, with quotes if it has special characters.");
    return Optional.empty();
  }
}
