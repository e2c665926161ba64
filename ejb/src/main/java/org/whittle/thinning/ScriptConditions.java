package org.whittle.thinning;

import java.util.List;
import java.util.Optional;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.ScriptWorld.There;

/** What commands that only look would find on a new installation. */
final class ScriptConditions {
  private final ScriptWorld world;

  ScriptConditions(ScriptWorld world) {
    this.world = world;
  }

  /** Empty if the command is not one of them; unknown if it is, and nobody can tell. */
  Optional<Truth> of(String command, List<Optional<String>> words) {
    return switch (command) {
      case "true", ":" -> Optional.of(Truth.TRUE);
      case "false" -> Optional.of(Truth.FALSE);
      case "test" -> Optional.of(test(words));
      case "[" ->
          Optional.of(
              !words.isEmpty() && words.getLast().equals(Optional.of("]"))
                  ? test(words.subList(0, words.size() - 1))
                  : Truth.UNKNOWN);
      case "getent" -> Optional.of(getent(words));
      case "id" -> Optional.of(only(words, "-[ug]n?").map(world::hasUser).orElse(Truth.UNKNOWN));
      case "which", "type" -> Optional.of(program(words));
      case "command" ->
          words.contains(Optional.of("-v"))
              ? Optional.of(program(words.subList(1, words.size())))
              : Optional.empty();
      case "dpkg" ->
          words.contains(Optional.of("--compare-versions"))
              ? Optional.of(versions(words))
              : Optional.empty();
      case "dpkg-statoverride" ->
          words.contains(Optional.of("--list")) ? Optional.of(overridden(words)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The only word that is no option. */
  private static Optional<String> only(List<Optional<String>> words, String options) {
    List<Optional<String>> rest =
        words.stream().filter(w -> w.isEmpty() || !w.get().matches(options)).toList();
    return rest.size() == 1 ? rest.getFirst() : Optional.empty();
  }

  private Truth program(List<Optional<String>> words) {
    return only(words, "-[pa]").map(world::hasProgram).orElse(Truth.UNKNOWN);
  }

  private Truth getent(List<Optional<String>> words) {
    if (words.size() != 2 || words.get(1).isEmpty() || words.get(0).isEmpty()) {
      return Truth.UNKNOWN;
    }
    String name = words.get(1).get();
    return switch (words.get(0).get()) {
      case "passwd", "shadow" -> world.hasUser(name);
      case "group", "gshadow" -> world.hasGroup(name);
      default -> Truth.UNKNOWN;
    };
  }

  /** The version of a package that is not there yet is before all others (dpkg(1)). */
  private static Truth versions(List<Optional<String>> words) {
    if (words.size() != 4 || !words.get(1).equals(Optional.of("")) || words.get(2).isEmpty()) {
      return Truth.UNKNOWN;
    }
    boolean other = words.get(3).filter(v -> !v.isEmpty()).isPresent();
    return switch (other ? words.get(2).get() : "") {
      case "lt", "le", "ne", "ge-nl", "gt-nl" -> Truth.TRUE;
      case "eq", "ge", "gt", "lt-nl", "le-nl" -> Truth.FALSE;
      default -> Truth.UNKNOWN;
    };
  }

  /** Nobody has overridden anything on a new installation, but scripts themselves. */
  private Truth overridden(List<Optional<String>> words) {
    Optional<String> path = only(words, "--list|--quiet");
    return path.isPresent()
        ? Truth.of(
            world.changes().stream()
                .anyMatch(
                    c ->
                        c.path().value().equals(path.get())
                            && c.origin().text().contains("statoverride")))
        : Truth.UNKNOWN;
  }

  private Truth test(List<Optional<String>> words) {
    int or = words.lastIndexOf(Optional.of("-o"));
    if (or > 0) {
      return test(words.subList(0, or)).or(test(words.subList(or + 1, words.size())));
    }
    int and = words.lastIndexOf(Optional.of("-a"));
    if (and > 0) {
      return test(words.subList(0, and)).and(test(words.subList(and + 1, words.size())));
    }
    if (words.isEmpty()) {
      return Truth.FALSE;
    }
    if (words.size() > 1 && words.getFirst().equals(Optional.of("!"))) {
      return test(words.subList(1, words.size())).not();
    }
    return switch (words.size()) {
      case 1 -> words.getFirst().map(w -> Truth.of(!w.isEmpty())).orElse(Truth.UNKNOWN);
      case 2 -> unary(words.get(0).orElse(""), words.get(1));
      case 3 -> binary(words.get(0), words.get(1).orElse(""), words.get(2));
      default -> Truth.UNKNOWN;
    };
  }

  private Truth unary(String operator, Optional<String> operand) {
    if (operand.isEmpty()) {
      return Truth.UNKNOWN;
    }
    String word = operand.get();
    return switch (operator) {
      case "-n" -> Truth.of(!word.isEmpty());
      case "-z" -> Truth.of(word.isEmpty());
      case "-e", "-f", "-d", "-r", "-x", "-s", "-L", "-h" ->
          word.isEmpty()
              ? Truth.FALSE
              : word.startsWith("/") ? file(operator, ScriptWorld.place(word)) : Truth.UNKNOWN;
      default -> Truth.UNKNOWN;
    };
  }

  private Truth file(String operator, FilePath path) {
    boolean itself = operator.equals("-L") || operator.equals("-h");
    There there = itself ? world.itself(path) : world.at(path);
    if (there == There.UNKNOWN) {
      return Truth.UNKNOWN;
    }
    return switch (operator) {
      case "-d" -> Truth.of(there == There.DIRECTORY);
      case "-f" -> Truth.of(there == There.FILE);
      case "-L", "-h" -> Truth.of(there == There.LINK);
      case "-x" ->
          there == There.FILE
              ? world.file(path).map(f -> Truth.of(f.isExecutable())).orElse(Truth.UNKNOWN)
              : Truth.of(there == There.DIRECTORY);
      case "-s" ->
          there == There.FILE
              ? world.file(path).map(f -> Truth.of(f.size() > 0)).orElse(Truth.UNKNOWN)
              : Truth.of(there == There.DIRECTORY);
      default -> Truth.of(there != There.NOTHING);
    };
  }

  private static Truth binary(Optional<String> left, String operator, Optional<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Truth.UNKNOWN;
    }
    String a = left.get();
    String b = right.get();
    if (operator.equals("=") || operator.equals("==")) {
      return Truth.of(a.equals(b));
    }
    if (operator.equals("!=")) {
      return Truth.of(!a.equals(b));
    }
    if (!a.matches("-?\\d{1,9}") || !b.matches("-?\\d{1,9}")) {
      return Truth.UNKNOWN;
    }
    int order = Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
    return switch (operator) {
      case "-eq" -> Truth.of(order == 0);
      case "-ne" -> Truth.of(order != 0);
      case "-lt" -> Truth.of(order < 0);
      case "-le" -> Truth.of(order <= 0);
      case "-gt" -> Truth.of(order > 0);
      case "-ge" -> Truth.of(order >= 0);
      default -> Truth.UNKNOWN;
    };
  }
}
