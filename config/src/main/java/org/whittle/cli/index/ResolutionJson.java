package org.whittle.cli.index;

import java.util.stream.Collectors;
import org.whittle.resolver.Because;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;

/**
 * Resolutions as JSON (RFC 8259), indented by two spaces.
 *
 * <p>Written by hand: a library for it would take longer to load than the resolution takes.
 */
final class ResolutionJson {
  private ResolutionJson() {}

  static String of(Resolved resolved) {
    return "{\n  \"solvable\": true,\n"
        + (resolved.bounds().isEmpty() ? "" : "  \"proved\": " + resolved.proved() + ",\n")
        + "  \"packages\": ["
        + resolved.packages().stream()
            .map(ResolutionJson::of)
            .collect(Collectors.joining(",\n    ", "\n    ", "\n  "))
        + "]\n}\n";
  }

  static String ofExplanation(String explanation) {
    return "{\n  \"solvable\": false,\n  \"explanation\": " + text(explanation) + "\n}\n";
  }

  private static String of(ResolvedPackage chosen) {
    return "{\"name\": "
        + text(chosen.id().name().value())
        + ", \"version\": "
        + text(chosen.id().version().value())
        + ", \"architecture\": "
        + text(chosen.id().architecture().value())
        + ", \"requested\": "
        + chosen.requested()
        + chosen.because().map(ResolutionJson::of).orElse("")
        + "}";
  }

  private static String of(Because because) {
    return ", \"because\": {\"by\": "
        + text(because.by().name().value())
        + ", \"clause\": "
        + text(because.clause())
        + ", \"recommended\": "
        + because.recommended()
        + "}";
  }

  /** A string in quotes. */
  private static String text(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c == '\n') {
        quoted.append("\\n");
      } else if (c < ' ') {
        quoted.append("\\u00").append(Character.forDigit(c >> 4, 16));
        quoted.append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
