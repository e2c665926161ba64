package org.whittle.cli.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whittle.cli.index.SmallIndex.stanza;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates, proofs, pins and foreign architectures, as typed. */
class IndexOptionsTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String base = "";
  private String news = "";
  private String foreign = "";

  @BeforeEach
  void writeIndices() throws IOException {
    base =
        write(
            "Packages",
            stanza("app", "1", "Depends: lib, tool | other", "Installed-Size: 1"),
            stanza("lib", "1", "Installed-Size: 1"),
            stanza("tool", "1", "Installed-Size: 9"),
            stanza("other", "1", "Installed-Size: 2"));
    news = write("news.Packages", stanza("lib", "2", "Installed-Size: 1"));
    foreign = write("foreign.Packages", stanza("plugin", "1").replace("amd64", "i386"), "");
  }

  @Test
  void anUpdateChangesAsLittleAsItCan() throws IOException {
    String former = write("former", "# chosen before\napp 1\nlib 1\n\nother 1\n");

    assertEquals(
        0, run("resolve --all-versions --mode update --from " + former + " --index B N app"));
    assertEquals("app 1\nlib 1\nother 1\n", out.toString());
    assertEquals(0, run("resolve --mode update --from " + former + " --index B N app"));
    assertEquals("app 1\nlib 2\nother 1\n", out.toString());
    assertEquals(0, run("why --mode update --from " + former + " --index B N --root app other"));
    assertTrue(out.toString().startsWith("other 1 is here because\n"), out::toString);
  }

  @Test
  void whatIsPrintedCanBeUpdatedFrom() throws IOException {
    assertEquals(0, run("resolve --foreign-arch i386 --index B X -- app plugin:i386"));
    String printed = out.toString();
    String former = write("former", printed);

    assertEquals(
        0,
        run(
            "resolve --foreign-arch i386 --mode update --from "
                + former
                + " --index B X -- app plugin:i386"));
    assertEquals(printed, out.toString());
  }

  @Test
  void whatIsAskedForOfAForeignArchitectureIsToldWithIt() {
    assertEquals(0, run("resolve --foreign-arch i386 --index B X -- plugin:i386"));
    assertEquals("plugin:i386 1\n", out.toString());
    assertEquals(1, run("resolve --index B X -- tool:i386"));
    assertEquals(
        """
        nothing gives tool:i386:
          1. tool:i386 was requested.
             no package has or provides it.
        """,
        out.toString());
  }

  @Test
  void whyIsToldOfAForeignArchitecture() {
    assertEquals(
        0, run("why --foreign-arch i386 --root plugin:i386 app --index B X -- plugin:i386"));
    assertEquals(
        """
        plugin 1 is here because
          1. plugin:i386 was requested, which is plugin 1.
        """,
        out.toString());
    assertEquals(1, run("why --foreign-arch i386 --root plugin:i386 --index B X -- plugin"));
    assertEquals("plugin is not here: there is no package of this name.\n", out.toString());
    assertEquals(1, run("why --root app --index B X -- plugin:i386"));
    assertEquals(
        "plugin:i386 is not here: there is no package of this name and architecture.\n",
        out.toString());
  }

  @Test
  void theCandidateComesFromTheHighestPin() {
    assertEquals(0, run("resolve --index B N -- lib"));
    assertEquals("lib 2\n", out.toString());
    assertEquals(0, run("resolve --pin B=990 --index B N -- lib"));
    assertEquals("lib 1\n", out.toString());
    assertEquals(0, run("resolve --pin N=-1 --index B N -- lib"));
    assertEquals("lib 1\n", out.toString());
    assertEquals(1, run("resolve --pin B=-1 --index B -- lib"));
  }

  @Test
  void theProblemOfEachObjectiveIsWrittenOut() throws IOException {
    Path proofs = folder.resolve("new/proofs");

    assertEquals(0, run("resolve --mode minimal --opb " + proofs + " --index B -- app"));
    assertEquals("app 1\nlib 1\nother 1\n", out.toString());
    assertEquals(
        List.of("1-below-candidate.opb", "2-stand-ins.opb", "3-size.opb", "4-packages.opb"),
        names(proofs));
    String size = Files.readString(proofs.resolve("3-size.opb"));
    assertTrue(size.startsWith("* #variable= "), size);
    assertTrue(size.contains("[app]: SIZE 4096"), size);
  }

  @Test
  void theProblemOfWhatHasNoSolutionIsWrittenOutAndSaid() throws IOException {
    Path proofs = folder.resolve("none");

    assertEquals(1, run("resolve --mode minimal --opb " + proofs + " --index B -- absent"));
    assertTrue(out.toString().startsWith("nothing gives absent:\n"), out::toString);
    assertEquals(
        "whittle: there is no solution, so no bounds are written; "
            + proofs
            + "/unsatisfiable.opb holds the problem, for other solvers to find none either\n",
        err.toString());
    assertEquals(List.of("unsatisfiable.opb"), names(proofs));
    assertTrue(
        Files.readString(proofs.resolve("unsatisfiable.opb")).contains("[absent]: no solution"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          resolve --mode update --index B app             | cannot resolve: an update starts from what was chosen before; write --from FILE
          resolve --from B --index B app                  | cannot resolve: --from belongs to --mode update
          resolve --mode update --from F/no --index B app | cannot read composition F/no: there is no such file
          resolve --mode update --from F --index B app    | cannot read composition F: Is a directory
          resolve --mode update --from F/bad --index B a  | cannot read composition F/bad line 2: name and version expected, found lib 1 2
          resolve --mode update --from F/lock --index B a | cannot use lock F/lock: it does not begin with Format: whittle-lock-1
          resolve --opb F/o --index B app                 | cannot resolve: --opb belongs to --mode minimal or update: apt's way proves nothing
          resolve --mode minimal --opb F/bad --index B lib | cannot write problems to F/bad: F/bad
          resolve --mode minimal --opb F/bad --index B no | cannot write problems to F/bad: F/bad
          check --opb F/o --index B                       | cannot check: there is no option --opb
          resolve --pin B=high --index B app              | cannot resolve: "high" is no number for a pin
          resolve --pin 900 --index B app                 | cannot resolve: "900" is no pin; write --pin FILE=NUMBER
          resolve --pin N=900 --index B app               | cannot resolve: there is a pin of N, which is no --index
          resolve --foreign-arch I/x --index B app        | cannot use architecture "I/x"
          resolve --index B -- app:I/x                    | cannot use architecture "I/x"
          why --root app:I/x --index B -- lib             | cannot use architecture "I/x"
          why --root app --index B -- lib:                | cannot use architecture ""
          why --root app --index B -- :i386               | cannot use package name "": 1 to 255 characters expected
          resolve --hold lib:i386=1 --index B app         | cannot hold "lib:i386=1": that counts for every architecture
          resolve --ban lib:i386 --index B app            | cannot ban "lib:i386": that counts for every architecture
          """)
  void wrongInputHasStatusTwoAndNothingOnStandardOutput(String line, String message)
      throws IOException {
    write("bad", "app 1\nlib 1 2\n");
    write("lock", "Format: other\n");

    assertEquals(2, run(line));
    assertEquals("", out.toString());
    assertEquals("whittle: " + filled(message), err.toString().lines().findFirst().orElse(""));
  }

  @Test
  void theReadmeNamesEveryOption() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("whittle.root"), "README.md"));
    int start = readme.indexOf("\n## Resolver\n");
    Set<String> told = options(readme.substring(start, readme.indexOf("\n## ", start + 1)));

    for (String command : List.of("resolve", "check", "why")) {
      Set<String> untold = options(UsageText.of(command));
      assertTrue(untold.size() > 8, command);
      untold.removeAll(told);
      assertEquals(Set.of(), untold, command);
    }
  }

  private static Set<String> options(String text) {
    return Pattern.compile("--[a-z-]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int run(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return IndexCommands.run(
        Stream.of(line.split(" ")).map(this::filled).toList(),
        Map.of("XDG_CACHE_HOME", folder + "/cache"),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  /** With the indices in place of B, N and X, and the folder in place of F. */
  private String filled(String text) {
    return text.replaceAll("\\bB\\b", base)
        .replaceAll("\\bN\\b(?!AME|UMBER)", news)
        .replaceAll("\\bX\\b", foreign)
        .replaceAll("\\bF\\b(?!ILE)", folder.toString());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String write(String name, String... texts) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", texts), StandardCharsets.UTF_8)
        .toString();
  }
}
