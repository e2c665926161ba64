package org.whittle.format.shell;

import java.util.List;
import java.util.Optional;

/**
 * A word before its expansion (POSIX.1-2017, Shell Command Language, 2.6).
 *
 * @param raw as written
 */
public record ShellWord(String raw, List<Part> parts) {
  /** Copies the list. */
  public ShellWord {
    parts = List.copyOf(parts);
  }

  /** A part of a word. */
  public sealed interface Part {}

  /** Text that stands for itself; unquoted, it may be a pattern. */
  public record Text(String value, boolean quoted) implements Part {}

  /**
   * A parameter's value.
   *
   * @param fallback what stands for it if it is unset or empty ({@code ${name:-fallback}})
   */
  public record Parameter(String name, boolean quoted, Optional<String> fallback) implements Part {}

  /** What only a shell can know: what a command writes, arithmetic, parts of parameters. */
  public record Opaque(boolean quoted) implements Part {}

  /** The text, if it is nothing but text. */
  public Optional<String> literal() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (!(part instanceof Text t)) {
        return Optional.empty();
      }
      text.append(t.value());
    }
    return Optional.of(text.toString());
  }
}
