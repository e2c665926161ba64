package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.Bound;
import org.whittle.resolver.Objective;
import org.whittle.resolver.OpbExport;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;

class OpbExportTest {
  private static final Pattern FORMULA =
      Pattern.compile("\\* the objective is \\(what it stands for - (\\d+)\\) / (\\d+)");

  private static final DebianUniverse SMALL =
      DebianUniverse.builder(Architecture.AMD64)
          .add(
              CaseFile.records(
                  """
                  Package: app
                  Depends: store
                  Recommends: extra
                  Installed-Size: 3

                  Package: store
                  Installed-Size: 9

                  Package: shop
                  Provides: store
                  Conflicts: extra
                  Installed-Size: 6

                  Package: extra
                  Installed-Size: 3
                  """))
          .build();

  private static final ResolutionRequest MINIMAL =
      ResolutionRequest.of("app").withRecommends(true).withMode(ResolutionMode.MINIMAL);

  @TempDir Path folder;

  @Test
  void saysWhatItsVariablesStandForAndBindsWhatCameBefore() throws IOException {
    assertEquals(
        """
        * #variable= 6 #constraint= 7
        * [app]: SIZE 15360
        * the objective is (what it stands for - 0) / 3072
        * x1 app=1/amd64
        * x2 store=1/amd64
        * x3 shop=1/amd64
        * x4 a wish that is not met
        * x5 a wish that is not met
        * x6 extra=1/amd64
        min: +1 x1 +3 x2 +2 x3 +1 x6 ;
         -1 x4 >= 0 ;
         -1 x5 >= 0 ;
        +1 x1 >= 1 ;
        -1 x1 +1 x2 +1 x3 >= 0 ;
        -1 x1 +1 x4 +1 x2 >= 0 ;
        -1 x1 +1 x5 +1 x6 >= 0 ;
        -1 x3 -1 x6 >= -1 ;
        """,
        text(SMALL, MINIMAL, Objective.SIZE));
  }

  @Test
  void writesWhatHasNoSolutionWithoutAnObjective() throws IOException {
    assertEquals(
        """
        * #variable= 2 #constraint= 3
        * [shop, extra]: no solution
        * x1 shop=1/amd64
        * x2 extra=1/amd64
        +1 x1 >= 1 ;
        +1 x2 >= 1 ;
        -1 x1 -1 x2 >= -1 ;
        """,
        unsatisfiable(SMALL, "shop", "extra"));
    assertEquals(
        """
        * #variable= 1 #constraint= 1
        * [absent]: no solution
        +0 x1 >= 1 ;
        """,
        unsatisfiable(SMALL, "absent"));
    ResolutionRequest apt = ResolutionRequest.of("absent");
    assertThrows(
        InvalidInput.class, () -> OpbExport.writeUnsatisfiable(SMALL, apt, new StringBuilder()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "absent",
        "nginx absent",
        "systemd-sysv sysvinit-core",
        "postfix exim4-daemon-light"
      })
  void anIndependentSolverFindsNoSolutionEither(String roots)
      throws IOException, InterruptedException {
    Path clasp = Path.of("/usr/bin/clasp");
    assumeTrue(Files.isExecutable(clasp), "clasp is not installed");

    String output = solved(clasp, unsatisfiable(FrozenIndices.bookworm(), roots.split(" ")));

    assertTrue(output.contains("s UNSATISFIABLE"), output);
  }

  private static String unsatisfiable(DebianUniverse universe, String... roots) throws IOException {
    ResolutionRequest request = ResolutionRequest.of(roots).withMode(ResolutionMode.MINIMAL);
    assertInstanceOf(Unsatisfiable.class, Resolver.resolve(universe, request));
    StringBuilder text = new StringBuilder();
    OpbExport.writeUnsatisfiable(universe, request, text);
    return text.toString();
  }

  @Test
  void refusesAModeThatStrivesForNothing() {
    ResolutionRequest apt = ResolutionRequest.of("app");
    Resolved answer = (Resolved) Resolver.resolve(SMALL, apt);
    assertEquals(
        "cannot write out a problem: choosing as apt does makes nothing as small as can be",
        assertThrows(InvalidInput.class, () -> OpbExport.of(SMALL, apt, answer)).getMessage());
  }

  @Test
  void refusesAnObjectiveThatTheRequestDoesNotHave() {
    Resolved answer = (Resolved) Resolver.resolve(SMALL, MINIMAL);
    OpbExport export = OpbExport.of(SMALL, MINIMAL, answer);
    assertEquals(
        "cannot write out REMOVED: it is no objective of the request",
        assertThrows(InvalidInput.class, () -> export.write(Objective.REMOVED, new StringBuilder()))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "postgresql-15", "tomcat10", "python3-django"})
  void anIndependentSolverProvesTheSmallestSetsAgain(String root)
      throws IOException, InterruptedException {
    for (boolean recommends : new boolean[] {false, true}) {
      provesAgain(
          ResolutionRequest.of(root).withRecommends(recommends).withMode(ResolutionMode.MINIMAL));
    }
  }

  @Test
  void anIndependentSolverProvesTheLeastChangeAgain() throws IOException, InterruptedException {
    ResolutionRequest request = ResolutionRequest.of("nginx", "php-fpm");
    List<PackageId> former = ((Resolved) Resolver.resolve(FrozenIndices.bookworm(), request)).ids();
    List<PackageId> more =
        Stream.concat(former.stream(), Stream.of(PackageId.of("apache2", "2.4", "amd64"))).toList();
    provesAgain(request.withMode(ResolutionMode.update(more)));
  }

  private void provesAgain(ResolutionRequest request) throws IOException, InterruptedException {
    Path clasp = Path.of("/usr/bin/clasp");
    assumeTrue(Files.isExecutable(clasp), "clasp is not installed");
    DebianUniverse universe = FrozenIndices.allSuites();
    Resolved answer = (Resolved) Resolver.resolve(universe, request);
    for (Bound bound : answer.bounds()) {
      if (bound.objective() != Objective.NAMES) {
        String text = text(universe, request, bound.objective());
        assertEquals(bound.reached(), optimum(clasp, text), bound::toString);
      }
    }
  }

  private String solved(Path clasp, String text) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("problem.opb"), text);
    Process process =
        new ProcessBuilder(clasp.toString(), "--opt-strategy=usc", "--time-limit=60", file + "")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private long optimum(Path clasp, String text) throws IOException, InterruptedException {
    String output = solved(clasp, text);
    assertTrue(output.contains("s OPTIMUM FOUND") || !text.contains("min: +"), output);
    Matcher formula = FORMULA.matcher(text);
    assertTrue(formula.find(), text);
    long found =
        output
            .lines()
            .filter(line -> line.startsWith("o "))
            .mapToLong(line -> Long.parseLong(line.substring(2).strip()))
            .min()
            .orElse(0);
    return found * Long.parseLong(formula.group(2)) + Long.parseLong(formula.group(1));
  }

  private static String text(
      DebianUniverse universe, ResolutionRequest request, Objective objective) throws IOException {
    Resolved answer = (Resolved) Resolver.resolve(universe, request);
    StringBuilder text = new StringBuilder();
    OpbExport.of(universe, request, answer).write(objective, text);
    return text.toString();
  }
}
