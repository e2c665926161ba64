package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whittle.kernel.PackageName;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;

/**
 * The case files below {@code src/test/resources/resolver}: repository, job and expected output.
 *
 * <p>{@code -Dwhittle.regenerate=true} writes what comes out into the files instead of comparing.
 */
class ResolverCaseTest {
  private static final Path CASES =
      Path.of(System.getProperty("whittle.root"), "ejb/src/test/resources/resolver");

  private static final int SHUFFLES = 5;

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      List<DynamicTest> tests =
          files
              .sorted()
              .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)))
              .toList();
      assertTrue(tests.size() > 10, "no case was found below " + CASES);
      return tests;
    }
  }

  private static void check(Path file) throws IOException {
    CaseFile theCase = CaseFile.read(file);
    String output = output(theCase, 0);
    for (int seed = 1; seed <= SHUFFLES; seed++) {
      assertEquals(output, output(theCase, seed), "the answer depends on the order of the input");
    }
    if (Boolean.getBoolean("whittle.regenerate")) {
      String text = Files.readString(file);
      Files.writeString(
          file, text.substring(0, text.indexOf("[expected]")) + "[expected]\n" + output);
    } else {
      assertEquals(theCase.expected(), output);
    }
  }

  private static String output(CaseFile theCase, long seed) {
    Resolution resolution = Resolver.resolve(theCase.universe(seed), theCase.request());
    return switch (resolution) {
      case Resolved resolved -> list(resolved) + whys(theCase, resolved);
      case Unsatisfiable unsatisfiable -> ExplanationText.of(unsatisfiable.explanation());
    };
  }

  private static String list(Resolved resolved) {
    StringBuilder text = new StringBuilder();
    resolved.ids().forEach(id -> text.append(id.name() + " " + id.version() + "\n"));
    return text.toString();
  }

  private static String whys(CaseFile theCase, Resolved resolved) {
    StringBuilder text = new StringBuilder();
    for (String line : theCase.job()) {
      if (line.startsWith("why ")) {
        PackageName name = new PackageName(line.substring(4));
        text.append("\nwhy ").append(name).append('\n');
        text.append(ExplanationText.of(resolved.why(name)));
      }
    }
    return text.toString();
  }
}
