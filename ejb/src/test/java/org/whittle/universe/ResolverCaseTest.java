package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;
import org.whittle.resolver.Ban;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Hold;
import org.whittle.resolver.Reasons;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Subject;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.resolver.VersionRange;
import org.whittle.resolver.WhatIf;
import org.whittle.resolver.WhatIfText;
import org.whittle.resolver.Why;
import org.whittle.resolver.WhyText;

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
    DebianUniverse universe = theCase.universe(seed);
    return switch (Resolver.resolve(universe, theCase.request())) {
      case Resolved resolved -> list(resolved) + questions(theCase, universe, resolved);
      case Unsatisfiable unsatisfiable -> ExplanationText.of(unsatisfiable.explanation());
    };
  }

  /** The name, and the architecture if it is a foreign one. */
  private static String name(PackageId id) {
    Architecture architecture = id.architecture();
    boolean own = architecture.equals(Architecture.AMD64) || architecture.equals(Architecture.ALL);
    return own ? id.name().value() : id.name() + ":" + architecture;
  }

  private static String list(Resolved resolved) {
    StringBuilder text = new StringBuilder();
    resolved.ids().forEach(id -> text.append(name(id) + " " + id.version() + "\n"));
    if (!resolved.bounds().isEmpty()) {
      text.append('\n');
      resolved.bounds().forEach(bound -> text.append(bound).append('\n'));
    }
    return text.toString();
  }

  private static String questions(CaseFile theCase, DebianUniverse universe, Resolved resolved) {
    StringBuilder text = new StringBuilder();
    for (String line : theCase.job()) {
      String[] words = line.split(" ", 4);
      if (words[0].equals("why")) {
        Why why = Reasons.of(universe, theCase.request(), resolved, Subject.parse(words[1]));
        text.append('\n').append(WhyText.of(why));
      } else if (words[0].equals("if")) {
        WhatIf whatIf = WhatIf.of(universe, theCase.request(), resolved, change(words));
        text.append('\n').append(WhatIfText.of(whatIf));
      }
    }
    return text.toString();
  }

  private static WhatIf.Change change(String[] words) {
    PackageName name = new PackageName(words[2]);
    VersionRange range = CaseFile.range(Arrays.copyOfRange(words, 1, words.length));
    return switch (words[1]) {
      case "dropped" -> new WhatIf.Change.Dropped(name);
      case "held" -> new WhatIf.Change.Held(new Hold(name, range));
      case "banned" -> new WhatIf.Change.Banned(new Ban(name, range));
      default -> throw new IllegalArgumentException("unknown change: " + words[1]);
    };
  }
}
