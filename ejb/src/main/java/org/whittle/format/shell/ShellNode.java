package org.whittle.format.shell;

import java.util.List;
import java.util.Optional;

/** A command of a shell script (POSIX.1-2017, Shell Command Language, 2.9). */
public sealed interface ShellNode {
  /**
   * A simple command.
   *
   * @param at where it begins, from 0: names it within its script
   * @param firstLine from 1
   * @param lastLine where its last word ends
   * @param text as written
   * @param assignments before the command's name
   * @param words its name and arguments; empty if it only assigns
   */
  record Simple(
      int at,
      int firstLine,
      int lastLine,
      String text,
      List<Assignment> assignments,
      List<ShellWord> words,
      List<Redirect> redirects)
      implements ShellNode {
    /** Copies the lists. */
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirects = List.copyOf(redirects);
    }
  }

  /** A variable's new value. */
  record Assignment(String name, ShellWord value) {}

  /**
   * A redirection.
   *
   * @param descriptor its number; empty for the usual one
   * @param operator such as {@code >>}
   * @param here the text of a here-document; empty if it is none
   * @param line from 1
   */
  record Redirect(
      String descriptor, String operator, ShellWord target, Optional<Here> here, int line) {
    /** Whether it makes or changes a file, and not the file of nothing or of messages. */
    public boolean writes() {
      boolean out = List.of(">", ">>", ">|", "<>").contains(operator);
      return out && !target.raw().matches("/dev/(null|stdout|stderr)");
    }
  }

  /**
   * The text of a here-document.
   *
   * @param expanded whether the shell puts variables into it
   */
  record Here(String text, boolean expanded) {}

  /** Several commands, the output of one the input of the next; or one whose status is turned. */
  record Pipeline(List<ShellNode> commands, boolean negated) implements ShellNode {
    /** Copies the list. */
    public Pipeline {
      commands = List.copyOf(commands);
    }
  }

  /** The second is run if the first was successful ({@code &&}), or if it was not. */
  record Both(ShellNode first, boolean and, ShellNode second) implements ShellNode {}

  /** One after the other. */
  record Sequence(List<ShellNode> commands) implements ShellNode {
    /** Copies the list. */
    public Sequence {
      commands = List.copyOf(commands);
    }
  }

  /** {@code if}; an {@code elif} is another one in the otherwise. */
  record If(ShellNode condition, ShellNode then, ShellNode otherwise) implements ShellNode {}

  /** {@code case}. */
  record Case(ShellWord subject, List<Arm> arms) implements ShellNode {
    /** Copies the list. */
    public Case {
      arms = List.copyOf(arms);
    }
  }

  /** A branch of {@code case}. */
  record Arm(List<ShellWord> patterns, ShellNode body) {
    /** Copies the list. */
    public Arm {
      patterns = List.copyOf(patterns);
    }
  }

  /** {@code for}; without words it goes over the arguments. */
  record For(String name, Optional<List<ShellWord>> words, ShellNode body) implements ShellNode {}

  /** {@code while} and {@code until}. */
  record Loop(ShellNode condition, ShellNode body) implements ShellNode {}

  /** The definition of a function. */
  record Function(String name, ShellNode body) implements ShellNode {}

  /** Run beside or apart: in the background, in a shell of its own, or with its own files. */
  record Apart(ShellNode body, List<Redirect> redirects) implements ShellNode {
    /** Copies the list. */
    public Apart {
      redirects = List.copyOf(redirects);
    }
  }
}
