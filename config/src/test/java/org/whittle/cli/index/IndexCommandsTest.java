package org.whittle.cli.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whittle.cli.index.SmallIndex.compress;
import static org.whittle.cli.index.SmallIndex.stanza;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on index files, as typed. */
class IndexCommandsTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path base = Path.of("");
  private Path news = Path.of("");

  @BeforeEach
  void writeIndices() throws IOException {
    base =
        write(
            "Packages",
            stanza("app", "1", "Depends: lib (>= 1), tool | other", "Recommends: extra"),
            stanza("extra", "1"),
            stanza("lib", "1", "Depends: core"),
            stanza("core", "2"),
            stanza("tool", "1"),
            stanza("other", "1", "Conflicts: tool"),
            stanza("broken", "1", "Depends: absent"),
            stanza("base-files", "1", "Essential: yes"));
    news =
        write(
            "news.Packages",
            stanza("lib", "3", "Depends: core (>= 3)"),
            stanza("core", "3", "Depends: absent"));
  }

  @Test
  void printsNameAndVersionALineByName() {
    assertEquals(0, run("resolve", "--index", base.toString(), "app"));
    assertEquals("app 1\ncore 2\nlib 1\ntool 1\n", out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void optionsMayComeBehindTheNames() {
    assertEquals(0, run("resolve", "app", "--recommends", "--essential", "--index=" + base));
    assertEquals("app 1\nbase-files 1\ncore 2\nextra 1\nlib 1\ntool 1\n", out.toString());
  }

  @Test
  void takesSeveralIndicesBehindOneOption() {
    assertEquals(1, run("resolve", "--index", base.toString(), news.toString(), "app"));
    assertTrue(out.toString().startsWith("nothing gives absent:\n"), out::toString);
  }

  @Test
  void takesTheOptionAgain() {
    assertEquals(
        0,
        run(
            "resolve",
            "--all-versions",
            "--index",
            base.toString(),
            "--index",
            news.toString(),
            "app"));
    assertEquals("app 1\ncore 2\nlib 1\ntool 1\n", out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".xz", ".gz", ".bz2", ".zst", ".lz4"})
  void readsWhatArchivesCompress(String suffix) throws IOException {
    Path file = folder.resolve("compressed" + suffix);
    try (OutputStream to = compress(suffix, Files.newOutputStream(file))) {
      Files.copy(base, to);
    }

    assertEquals(0, run("resolve", "--index", file.toString(), "lib"));
    assertEquals("core 2\nlib 1\n", out.toString());
  }

  @Test
  void aVersionMayBeAskedForHeldOrBanned() {
    assertEquals(0, run(with("resolve", "lib=1", "--ban", "core=3")));
    assertEquals("core 2\nlib 1\n", out.toString());

    assertEquals(0, run(with("resolve", "lib (<< 3)", "core (>= 1, << 3)")));
    assertEquals("core 2\nlib 1\n", out.toString());

    assertEquals(0, run(with("resolve", "app", "--hold", "lib (<< 3)", "--hold=core=2")));
    assertEquals("app 1\ncore 2\nlib 1\ntool 1\n", out.toString());

    assertEquals(0, run("resolve", "app", "--ban", "tool", "--index", base.toString()));
    assertEquals("app 1\ncore 2\nlib 1\nother 1\n", out.toString());
  }

  @Test
  void choosesTheSmallestSet() throws IOException {
    Path file =
        write(
            "sizes.Packages",
            stanza("app", "1", "Depends: large | small"),
            stanza("large", "1", "Installed-Size: 100"),
            stanza("small", "1", "Installed-Size: 10"));

    assertEquals(0, run("resolve", "--index", file.toString(), "app"));
    assertEquals("app 1\nlarge 1\n", out.toString());
    assertEquals(0, run("resolve", "--mode", "minimal", "--index", file.toString(), "app"));
    assertEquals("app 1\nsmall 1\n", out.toString());
    assertEquals("", err.toString());
    assertEquals(0, run("resolve", "--json", "--mode=minimal", "--index=" + file, "app"));
    assertTrue(out.toString().contains("\n  \"proved\": true,\n"), out::toString);
  }

  @Test
  void whatHasNoSolutionIsExplained() {
    assertEquals(1, run("resolve", "--index", base.toString(), "broken"));
    assertTrue(out.toString().startsWith("nothing gives absent:\n"), out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void aNameThatNothingHasIsExplained() {
    assertEquals(1, run("resolve", "--index", base.toString(), "nginx"));
    assertEquals(
        "nothing gives nginx:\n  1. nginx was requested.\n     no package has or provides it.\n",
        out.toString());
  }

  @Test
  void printsJson() {
    assertEquals(0, run("resolve", "--json", "--index", base.toString(), "lib"));
    assertEquals(
        """
        {
          "solvable": true,
          "packages": [
            {"name": "core", "version": "2", "architecture": "amd64", "requested": false, \
        "because": {"by": "lib", "clause": "core", "recommended": false}},
            {"name": "lib", "version": "1", "architecture": "amd64", "requested": true}
          ]
        }
        """,
        out.toString());
  }

  @Test
  void printsWhatHasNoSolutionAsJson() {
    assertEquals(1, run("resolve", "--json", "--index", base.toString(), "a"));
    assertEquals(
        """
        {
          "solvable": false,
          "explanation": "nothing gives a:\\n  1. a was requested.\\n     no package has or provides it.\\n"
        }
        """,
        out.toString());
  }

  @Test
  void checksTheCandidates() {
    assertEquals(0, run("check", "--index", base.toString(), "--index", news.toString()));
    assertEquals("app 1\nbroken 1\ncore 3\nlib 3\n", out.toString());
  }

  @Test
  void checksAllVersionsAndExplains() {
    assertEquals(
        0,
        run("check", "--all-versions", "--explain", "--index", base.toString(), news.toString()));
    List<String> heads = out.toString().lines().filter(line -> !line.startsWith(" ")).toList();
    assertEquals(List.of("broken 1", "core 3", "lib 3"), heads);
    assertTrue(
        out.toString().contains("\ncore 3\n  nothing gives absent:\n    1. core"), out::toString);
  }

  @Test
  void aStrictCheckSaysNo() throws IOException {
    Path whole = write("whole.Packages", stanza("a", "1"));

    assertEquals(1, run("check", "--strict", "--index", base.toString()));
    assertEquals("broken 1\n", out.toString());
    assertEquals(0, run("check", "--strict", "--index", whole.toString()));
    assertEquals("", out.toString());
  }

  @Test
  void tellsWhyAPackageIsNeeded() {
    assertEquals(0, run("why", "--index", base.toString(), "--root", "app", "core"));
    String reasons = out.toString();
    assertTrue(reasons.contains("needs lib (>= 1), which is lib"), reasons);
    assertTrue(reasons.contains("needs core, which is core"), reasons);

    assertEquals(0, run("why", "core", "--root", "app", "--index", base.toString()));
    assertEquals(reasons, out.toString());
    assertEquals(0, run("why", "--root=tool", "--root", "app", "core", "--index=" + base));
    assertEquals(reasons, out.toString());
  }

  @Test
  void tellsThatAPackageIsNotNeeded() {
    assertEquals(1, run("why", "--index", base.toString(), "--root", "app", "--", "extra"));
    assertTrue(out.toString().startsWith("extra is not here, although\n"), out::toString);
  }

  @Test
  void tellsWhyNothingIsNeededWhereThereIsNoSolution() {
    assertEquals(1, run("why", "--index", base.toString(), "--root", "broken", "core"));
    assertTrue(out.toString().startsWith("nothing gives absent:\n"), out::toString);
  }

  @Test
  void timesGoToStandardError() {
    assertEquals(0, run("check", "--timings", "--no-cache", "--index", base.toString()));
    assertEquals("broken 1\n", out.toString());
    List<String> parts =
        err.toString().lines().map(line -> line.replaceFirst("^ *[0-9.]+ ms  ", "")).toList();
    assertEquals(List.of("read the index", "work out relations", "check", "in all"), parts);
  }

  @Test
  void aMalformedStanzaIsPassedOverAndTold() throws IOException {
    Path file = write("bad.Packages", stanza("bad", "1 2"), stanza("good", "1"));

    assertEquals(0, run("resolve", "--index", file.toString(), "good"));
    assertEquals("good 1\n", out.toString());
    assertTrue(err.toString().startsWith("whittle: passed over " + file + " line "), err::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          resolve --index F                    | cannot resolve: no NAME is given
          resolve app                          | cannot resolve: no index is given; write --index FILE
          resolve app --index                  | cannot resolve: --index is without its value
          resolve --index --json app           | cannot resolve: --index is without its value
          resolve --index F app --jsn          | cannot resolve: there is no option --jsn
          resolve --index F app -x             | cannot resolve: there is no option -x
          resolve --index F app --             | -
          resolve --index F --json=yes app     | cannot resolve: --json takes no value
          resolve --index F --mode best app    | cannot resolve: there is no mode "best"
          resolve --index F --hold app app     | cannot hold "app": it says no version
          resolve --index F --hold app(1) app  | cannot read range "app(1)": a bound starts with <<, <=, =, >= or >>
          resolve --index F --arch A/b app     | cannot use architecture "A/b"
          resolve --index F a/b c=             | cannot use version "": 1 to 255 characters without space expected
          resolve --index F ba[d               | cannot use package name "ba[d": character '[' is not allowed
          resolv --index F app                 | cannot run "resolv": there is no such command
          check                                | cannot check: no index is given; write --index FILE
          check --index F app                  | cannot check: "app" is too much
          check --index F --recommends         | cannot check: there is no option --recommends
          why --index F core                   | cannot tell why: no root is given; write --root NAME
          why --index F --root core            | cannot tell why: no NAME is given besides the root
          why --index F --root a -- b c        | cannot tell why: "c" is too much
          check --index absent/Packages        | cannot read index absent/Packages: there is no such file
          """)
  void wrongInputHasStatusTwoAndNothingOnStandardOutput(String line, String message) {
    String[] words = line.replace(" F", " " + base).split(" ");
    boolean right = message.equals("-");

    assertEquals(right ? 0 : 2, run(words));
    if (!right) {
      assertEquals("", out.toString());
      assertEquals("whittle: " + message, err.toString().lines().findFirst().orElse(""));
    }
  }

  @Test
  void anIndexThatIsCutOffIsRefusedWhole() throws IOException {
    byte[] whole = Files.readAllBytes(base);
    Path file = folder.resolve("cut.Packages");
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));

    assertEquals(2, run("resolve", "--index", file.toString(), "app"));
    assertEquals("", out.toString());
    assertTrue(err.toString().startsWith("whittle: cannot read index " + file), err::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "check", "why"})
  void everyCommandHasItsHelp(String command) {
    assertEquals(0, run(command, "--help"));
    assertTrue(out.toString().startsWith("Usage: whittle " + command + " "), out::toString);
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 100), out::toString);
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return IndexCommands.run(
        List.of(words), Map.of("XDG_CACHE_HOME", folder + "/cache"), writer(out), writer(err));
  }

  /** The words, and both indices. */
  private String[] with(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 3);
    all[words.length] = "--index";
    all[words.length + 1] = base.toString();
    all[words.length + 2] = news.toString();
    return all;
  }

  private static PrintWriter writer(StringWriter to) {
    return new PrintWriter(to, true);
  }

  private Path write(String name, String... stanzas) throws IOException {
    return Files.writeString(
        folder.resolve(name), String.join("\n", stanzas), StandardCharsets.UTF_8);
  }
}
