package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.whittle.format.deb.ControlReader;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.InvalidInput;

/** Reads source files of stanzas (sources.list(5), "deb822-Style Format"). */
final class Deb822Sources {
  private static final Set<String> NO = Set.of("no", "false", "without", "off", "disable", "0");

  private Deb822Sources() {}

  static List<AptEntry> read(Path file, Consumer<AptProblem> problems) throws IOException {
    List<AptEntry> entries = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      ControlReader reader = new ControlReader(in, file.toString());
      boolean more = true;
      while (more) {
        try {
          Optional<Stanza> stanza = reader.next();
          more = stanza.isPresent();
          stanza.flatMap(found -> entry(file, found)).ifPresent(entries::add);
        } catch (InvalidInput e) {
          problems.accept(new AptProblem(file, 0, e.getMessage()));
        }
      }
    }
    return entries;
  }

  private static Optional<AptEntry> entry(Path file, Stanza stanza) {
    if (!words(stanza.require("Types")).contains("deb")) {
      return Optional.empty();
    }
    return Optional.of(
        new AptEntry(
            file,
            stanza.line(),
            words(stanza.require("URIs")),
            words(stanza.require("Suites")),
            words(stanza.get("Components", "")),
            words(stanza.get("Architectures", "")),
            signedBy(stanza.get("Signed-By", "")),
            !NO.contains(stanza.get("Enabled", "yes").toLowerCase(Locale.ROOT))));
  }

  /** An armored key writes its blank lines as a dot. */
  private static String signedBy(String value) {
    return value
        .lines()
        .map(String::strip)
        .map(line -> line.equals(".") ? "" : line)
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static List<String> words(String value) {
    return Arrays.stream(value.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
