package org.whittle.thinning;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.format.shell.ShellNode;
import org.whittle.format.shell.ShellWord;

/**
 * Goes through a script as a shell would on a new installation, and does nothing but what is
 * understood.
 *
 * <p>What depends on a condition that nobody can decide is <em>not sure</em>: its effects are left
 * alone, and so is all that comes after it might have ended the script. What is never reached has
 * no effect. Bounded: a script that takes too many steps is not understood.
 */
final class ScriptRun {
  private static final int MAX_STEPS = 20_000;
  private static final int LOOP_PASSES = 3;

  /** How far out something ends: not at all, a loop, a function, the script. */
  private static final int NOTHING = 0;

  private static final int LOOP = 1;
  private static final int FUNCTION = 2;
  private static final int SCRIPT = 3;

  private final ScriptCommands commands;
  private final ScriptVariables variables;
  private final Map<String, Defined> functions = new HashMap<>();
  private final Set<String> sourced = new HashSet<>();
  private int steps;
  private int depth;
  private int inFunction;
  private int unsure;
  private boolean again;
  private int stopped = NOTHING;
  private int doubted = NOTHING;
  private Optional<ShellNode.Simple> caller = Optional.empty();

  /** A function; foreign: of a file that the script reads. */
  private record Defined(ShellNode body, boolean foreign) {}

  /** The script is not understood to its end. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("more than " + MAX_STEPS + " steps", null, false, false);
    }
  }

  ScriptRun(ScriptCommands commands, ScriptVariables variables) {
    this.commands = commands;
    this.variables = variables;
  }

  /** Goes through a part of the script. */
  Truth run(ShellNode node) {
    if (++steps > MAX_STEPS || depth > 200) {
      throw new TooLong();
    }
    if (stopped != NOTHING) {
      return Truth.UNKNOWN;
    }
    depth++;
    Truth result =
        switch (node) {
          case ShellNode.Simple simple -> simple(simple);
          case ShellNode.Pipeline pipeline -> pipeline(pipeline);
          case ShellNode.Both both -> both(both);
          case ShellNode.Sequence all -> {
            Truth last = Truth.TRUE;
            for (ShellNode one : all.commands()) {
              last = run(one);
            }
            yield last;
          }
          case ShellNode.If i -> either(run(i.condition()), i.then(), i.otherwise());
          case ShellNode.Case c -> choice(c);
          case ShellNode.For f -> loop(f);
          case ShellNode.Loop l -> passes(new ShellNode.Sequence(List.of(l.condition(), l.body())));
          case ShellNode.Function f -> {
            functions.put(f.name(), new Defined(f.body(), caller.isPresent()));
            yield Truth.TRUE;
          }
          case ShellNode.Apart apart -> apart(apart);
        };
    depth--;
    return result;
  }

  private boolean isSure() {
    return unsure == 0 && doubted == NOTHING;
  }

  private Truth maybe(ShellNode node) {
    unsure++;
    run(node);
    unsure--;
    return Truth.UNKNOWN;
  }

  private Truth either(Truth condition, ShellNode then, ShellNode otherwise) {
    if (condition != Truth.UNKNOWN) {
      return run(condition == Truth.TRUE ? then : otherwise);
    }
    maybe(then);
    return maybe(otherwise);
  }

  private Truth pipeline(ShellNode.Pipeline pipeline) {
    if (pipeline.commands().size() == 1) {
      return run(pipeline.commands().getFirst()).not();
    }
    pipeline.commands().forEach(this::maybe);
    return Truth.UNKNOWN;
  }

  private Truth both(ShellNode.Both both) {
    Truth first = run(both.first());
    if (first == Truth.of(!both.and())) {
      return first;
    }
    if (first != Truth.UNKNOWN) {
      return run(both.second());
    }
    // What failed ends the installation by its own status: nothing comes after that.
    boolean fails =
        !both.and()
            && both.second() instanceof ShellNode.Simple s
            && s.text().matches("(exit|return) \\$\\?");
    return fails ? Truth.UNKNOWN : maybe(both.second());
  }

  private Truth choice(ShellNode.Case choice) {
    Optional<String> subject = variables.text(choice.subject());
    boolean open = false;
    for (ShellNode.Arm arm : choice.arms()) {
      Truth matches = Truth.FALSE;
      for (ShellWord pattern : arm.patterns()) {
        matches = matches.or(ScriptPattern.matches(pattern, subject));
      }
      if (matches == Truth.TRUE && !open) {
        return run(arm.body());
      }
      if (matches != Truth.FALSE) {
        maybe(arm.body());
        open = true;
      }
    }
    return open ? Truth.UNKNOWN : Truth.TRUE;
  }

  private Truth loop(ShellNode.For loop) {
    List<Optional<String>> words =
        loop.words().map(variables::fields).orElseGet(variables::arguments);
    if (!isSure() || words.stream().anyMatch(Optional::isEmpty)) {
      variables.set(loop.name(), Optional.empty(), true);
      return passes(loop.body());
    }
    Truth last = Truth.TRUE;
    int before = doubted;
    for (Optional<String> word : words) {
      variables.set(loop.name(), word, isSure());
      last = run(loop.body());
      if (stopped == LOOP) {
        stopped = NOTHING;
        if (!again) {
          break;
        }
      }
    }
    doubted = doubted <= LOOP ? before : doubted;
    return last;
  }

  /** A body that may run any number of times: what it sets is not known the next time. */
  private Truth passes(ShellNode body) {
    int before = doubted;
    for (int i = 0; i < LOOP_PASSES; i++) {
      maybe(body);
    }
    doubted = doubted <= LOOP ? before : doubted;
    return Truth.UNKNOWN;
  }

  private Truth apart(ShellNode.Apart apart) {
    boolean writes = apart.redirects().stream().anyMatch(ShellNode.Redirect::writes);
    if (writes) {
      apart.redirects().forEach(r -> commands.leave(caller, r));
    }
    return writes || apart.redirects().isEmpty() ? maybe(apart.body()) : run(apart.body());
  }

  private Truth simple(ShellNode.Simple simple) {
    for (ShellNode.Assignment assignment : simple.assignments()) {
      boolean kept = simple.words().isEmpty();
      Optional<String> value = variables.text(assignment.value());
      variables.set(assignment.name(), kept ? value : Optional.empty(), isSure());
    }
    List<Optional<String>> words = variables.fields(simple.words());
    if (words.isEmpty()) {
      boolean plain =
          simple.words().isEmpty()
              && simple.redirects().isEmpty()
              && simple.assignments().stream().allMatch(this::isSimple);
      if (!plain) {
        commands.assigned(caller, simple);
      }
      return plain ? Truth.TRUE : Truth.UNKNOWN;
    }
    String name = words.getFirst().orElse("");
    List<Optional<String>> rest = words.subList(1, words.size());
    Defined function = functions.get(name);
    if (function != null && simple.redirects().stream().noneMatch(ShellNode.Redirect::writes)) {
      return call(simple, function, rest);
    }
    return switch (name) {
      case "exit" -> end(SCRIPT, rest);
      case "return" -> end(inFunction > 0 ? FUNCTION : SCRIPT, rest);
      case "break", "continue" -> {
        again = name.equals("continue");
        yield end(LOOP, List.of());
      }
      case "." -> source(simple, rest);
      case "local", "export", "readonly" -> declare(name, simple, rest);
      case "shift" -> {
        int by = rest.isEmpty() ? 1 : -1;
        variables.shift(isSure() && by > 0 ? Optional.of(by) : Optional.empty());
        yield Truth.TRUE;
      }
      default ->
          commands.run(new ScriptCommands.Call(caller, simple, name, rest, isSure()), variables);
    };
  }

  private boolean isSimple(ShellNode.Assignment assignment) {
    return variables.text(assignment.value()).isPresent();
  }

  private Truth call(ShellNode.Simple simple, Defined function, List<Optional<String>> rest) {
    Optional<ShellNode.Simple> outer = caller;
    if (function.foreign() && caller.isEmpty()) {
      caller = Optional.of(simple);
    }
    int before = doubted;
    Runnable leave = variables.enter(rest);
    inFunction++;
    Truth result = run(function.body());
    inFunction--;
    leave.run();
    caller = outer;
    stopped = stopped <= FUNCTION ? NOTHING : stopped;
    doubted = doubted <= FUNCTION ? before : doubted;
    return result;
  }

  /** What ends for a fault ends the installation: then nothing is made of it. */
  private Truth end(int level, List<Optional<String>> status) {
    boolean fault =
        level == SCRIPT && !status.isEmpty() && !status.getFirst().equals(Optional.of("0"));
    boolean known = status.isEmpty() || status.getFirst().isPresent();
    if (isSure()) {
      stopped = level;
    } else if (!fault || !known) {
      doubted = Math.max(doubted, level);
    }
    return known && !status.isEmpty()
        ? Truth.of(status.getFirst().equals(Optional.of("0")))
        : Truth.UNKNOWN;
  }

  private Truth declare(String name, ShellNode.Simple simple, List<Optional<String>> rest) {
    for (int i = 1; i < simple.words().size(); i++) {
      String raw = simple.words().get(i).raw();
      String variable = raw.split("=", 2)[0];
      Optional<String> value = variables.text(simple.words().get(i));
      if (name.equals("local")) {
        variables.local(variable);
      }
      if (raw.contains("=")) {
        variables.set(variable, value.map(v -> v.split("=", 2)[1]), isSure());
      } else if (name.equals("local")) {
        variables.set(variable, Optional.empty(), true);
      }
    }
    if (rest.stream().anyMatch(Optional::isEmpty)) {
      commands.assigned(caller, simple);
    }
    return Truth.TRUE;
  }

  /** Reads another script into this one; if it cannot be followed, nothing is known after it. */
  private Truth source(ShellNode.Simple simple, List<Optional<String>> rest) {
    Optional<ShellNode> other =
        rest.size() == 1 && isSure() ? rest.getFirst().flatMap(commands::script) : Optional.empty();
    String path = rest.isEmpty() ? "" : rest.getFirst().orElse("");
    if (path.equals(ScriptCommands.CONFMODULE)) {
      return Truth.TRUE;
    }
    if (other.isEmpty() || !sourced.add(path)) {
      variables.forget();
      return commands.run(new ScriptCommands.Call(caller, simple, ".", rest, false), variables);
    }
    Optional<ShellNode.Simple> outer = caller;
    caller = Optional.of(caller.orElse(simple));
    Truth result = run(other.get());
    caller = outer;
    return result;
  }
}
