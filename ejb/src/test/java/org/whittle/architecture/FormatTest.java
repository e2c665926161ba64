package org.whittle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All Java sources of all modules are in google-java-format; {@code config/format} mends them. */
class FormatTest {
  @Test
  void allSourcesAreFormatted() throws Exception {
    Formatter formatter = new Formatter(JavaFormatterOptions.builder().build());
    List<String> unformatted = new ArrayList<>();
    for (SourceTree.Source source : SourceTree.endingWith(".java")) {
      if (!formatter.formatSourceAndFixImports(source.text()).equals(source.text())) {
        unformatted.add(source.path());
      }
    }
    assertEquals(List.of(), unformatted, "run config/format");
  }
}
