package org.whittle.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.whittle.kernel.InvalidInput;

/**
 * A YAML mapping that is read key by key; every fault is noted with its place and reading goes on.
 */
final class YamlMap {
  private final String file;
  private final List<Problem> problems;
  private final Node node;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();

  YamlMap(String file, List<Problem> problems, Node node, String what) {
    this.file = file;
    this.problems = problems;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "cannot read " + what + ": a mapping is expected");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "cannot read a key: plain text is expected");
      } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
        problem(key, "cannot use key \"" + key.getValue() + "\": it occurs twice");
      }
    }
  }

  /** Where the mapping begins. */
  Position at() {
    return position(file, node);
  }

  /** Where the key stands. */
  Position at(String key) {
    NodeTuple entry = entries.get(key);
    return entry == null ? at() : position(file, entry.getKeyNode());
  }

  Set<String> keys() {
    return entries.keySet();
  }

  Optional<Node> node(String key) {
    read.add(key);
    return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
  }

  /** The mapping under the key; empty if there is none. */
  Optional<YamlMap> map(String key) {
    return node(key).map(n -> new YamlMap(file, problems, n, "\"" + key + "\""));
  }

  /** Every element of the sequence under the key as a mapping. */
  List<YamlMap> maps(String key) {
    return elements(key).stream()
        .map(n -> new YamlMap(file, problems, n, "an element of \"" + key + "\""))
        .toList();
  }

  Optional<String> text(String key) {
    return node(key).flatMap(n -> scalar(n, "\"" + key + "\""));
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** A value that must be there. */
  String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty() && !entries.containsKey(key) && node instanceof MappingNode) {
      problem(node, "cannot use this: \"" + key + "\" is missing");
    }
    return text.orElse("");
  }

  /** A value in its own type; what its reader refuses is a problem at the value. */
  <T> Optional<T> value(String key, Function<String, T> reader) {
    return node(key).flatMap(n -> convert(n, "\"" + key + "\"", reader));
  }

  /** A key in its own type; what its reader refuses is a problem at the key. */
  <T> Optional<T> key(String key, Function<String, T> reader) {
    return Optional.ofNullable(entries.get(key))
        .flatMap(entry -> convert(entry.getKeyNode(), "a key", reader));
  }

  /** One text or a sequence of texts, each in its own type with its place. */
  <T> List<At<T>> values(String key, Function<String, T> reader) {
    List<At<T>> values = new ArrayList<>();
    for (Node element : elements(key)) {
      convert(element, "an element of \"" + key + "\"", reader)
          .ifPresent(v -> values.add(new At<>(position(file, element), v)));
    }
    return values;
  }

  /** Ends the reading: a key that nobody asked for is a problem. */
  void end() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!read.contains(entry.getKey())) {
        problem(
            entry.getValue().getKeyNode(),
            "cannot use key \"" + entry.getKey() + "\": it is unknown");
      }
    }
  }

  void problem(Node at, String message) {
    problems.add(new Problem(position(file, at), message));
  }

  /** A value and its place. */
  record At<T>(Position at, T value) {}

  private List<Node> elements(String key) {
    Optional<Node> value = node(key);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof SequenceNode sequence
        ? sequence.getValue()
        : List.of(value.get());
  }

  private Optional<String> scalar(Node value, String what) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    problem(value, "cannot read " + what + ": plain text is expected");
    return Optional.empty();
  }

  private <T> Optional<T> convert(Node value, String what, Function<String, T> reader) {
    try {
      return scalar(value, what).map(reader);
    } catch (InvalidInput e) {
      problem(value, e.getMessage());
      return Optional.empty();
    }
  }

  static Position position(String file, Node node) {
    Optional<Mark> mark = node.getStartMark();
    return new Position(
        file, mark.map(m -> m.getLine() + 1).orElse(1), mark.map(m -> m.getColumn() + 1).orElse(1));
  }
}
