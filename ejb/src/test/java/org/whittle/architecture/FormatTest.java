package org.whittle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All Java sources of all modules are in google-java-format; {@code config/format} mends them. */
class FormatTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));

  @Test
  void allSourcesAreFormatted() throws Exception {
    Formatter formatter = new Formatter(JavaFormatterOptions.builder().build());
    List<Path> sources = sources();
    assertFalse(sources.isEmpty(), "no source was found below the modules");
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      if (!formatter.formatSourceAndFixImports(text).equals(text)) {
        unformatted.add(ROOT.relativize(source));
      }
    }
    assertEquals(List.of(), unformatted, "run config/format");
  }

  private static List<Path> sources() throws Exception {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("ejb", "batch", "web", "config", "ear")) {
      Path src = ROOT.resolve(module).resolve("src");
      if (Files.isDirectory(src)) {
        try (Stream<Path> files = Files.walk(src)) {
          files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    return sources;
  }
}
