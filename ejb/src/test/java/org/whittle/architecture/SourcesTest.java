package org.whittle.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of all modules keep to, and what the repository never contains. */
class SourcesTest {
  /** The edges where a fault that nobody expected may be caught, and why. */
  private static final Map<String, String> BROAD_CATCHES =
      Map.of(
          "ejb/src/main/java/org/whittle/application/jobs/LongWork.java",
          "a job that ends by a fault must not be shown as running; the fault is thrown on",
          "ejb/src/main/java/org/whittle/application/library/BuildSteps.java",
          "an image whose build ends by a fault must say so; the fault is thrown on",
          "ejb/src/main/java/org/whittle/application/notifications/SendNotifications.java",
          "a delivery ends as a row with a reason, or it would be tried without end",
          "ejb/src/main/java/org/whittle/application/rollouts/CandidateLines.java",
          "a fault of one candidate must not keep the others; it is logged with its trace",
          "ejb/src/main/java/org/whittle/application/rollouts/RebuildLines.java",
          "a fault of one image must not keep the others of the night; it is logged with its trace",
          "ejb/src/main/java/org/whittle/application/rollouts/RetestLines.java",
          "a version whose tests end by a fault is unknown and loses its channel; the others go on",
          "ejb/src/main/java/org/whittle/application/sources/RunSync.java",
          "a source whose sync ends by a fault must say so; the fault is thrown on",
          "ejb/src/main/java/org/whittle/source/Keyring.java",
          "the OpenPGP library throws whatever it likes on packets that are made up",
          "ejb/src/main/java/org/whittle/source/ReleaseVerifier.java",
          "the OpenPGP library throws whatever it likes on packets that are made up");

  private static final Pattern BROAD_CATCH =
      Pattern.compile("catch \\((?:[^)]*\\W)?(?:Exception|Throwable|RuntimeException)\\s+\\w+\\)");
  private static final Pattern VAGUE_NAME =
      Pattern.compile(
          "\\b(?:class|record|interface|enum) (\\w*(?:Utils?|Helpers?|Managers?|Common))\\b");
  private static final Pattern LEFT_OPEN =
      Pattern.compile("\\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\\b|@Disable[d]|assumeTrue\\([f]alse");
  private static final Pattern REGISTRY_HOST =
      Pattern.compile("[a-z0-9]+[.]debian[.]org|repo[a-z0-9]*[.]maven|npmjs[.]org");

  @Test
  void everyPackageSaysWhyItExistsAndRefusesNulls() throws Exception {
    SortedSet<String> packages =
        SourceTree.mainJava().stream().map(SourcesTest::folder).collect(toCollection(TreeSet::new));
    SortedSet<String> described =
        SourceTree.endingWith("/package-info.java").stream()
            .filter(
                file -> file.text().startsWith("/**") && file.text().contains("\n@NullMarked\n"))
            .map(SourcesTest::folder)
            .collect(toCollection(TreeSet::new));
    packages.removeAll(described);

    assertEquals(new TreeSet<>(), packages, "folders without a described, @NullMarked package");
  }

  @Test
  void aFileIsOneIdea() throws Exception {
    List<String> longOnes = new ArrayList<>();
    longOnes.addAll(longerThan(350, ".java"));
    longOnes.addAll(longerThan(180, ".xhtml"));

    assertEquals(List.of(), longOnes, "which second idea moved in?");
  }

  @Test
  void typesAreNamedForWhatTheyAre() throws Exception {
    assertEquals(List.of(), findings(SourceTree.endingWith(".java"), VAGUE_NAME));
  }

  @Test
  void everythingIsCaughtOnlyAtListedEdges() throws Exception {
    SortedSet<String> catching =
        SourceTree.mainJava().stream()
            .filter(file -> BROAD_CATCH.matcher(file.text()).find())
            .map(SourceTree.Source::path)
            .collect(toCollection(TreeSet::new));

    assertEquals(
        new TreeSet<>(BROAD_CATCHES.keySet()),
        catching,
        "a fault that is caught far from an edge is a fault that nobody sees");
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    assertEquals(List.of(), findings(SourceTree.texts(), LEFT_OPEN), "open ends belong in issues");
  }

  @Test
  void noRegistryIsNamedByItsHost() throws Exception {
    assertEquals(
        List.of(),
        findings(SourceTree.texts(), REGISTRY_HOST),
        "which mirror is used is the configuration of the host, not ours");
  }

  @Test
  void noPathOfThisMachineIsNamed() throws Exception {
    List<String> found = new ArrayList<>();
    for (Path own : pathsOfThisMachine()) {
      found.addAll(findings(SourceTree.texts(), Pattern.compile(Pattern.quote(own.toString()))));
    }

    assertEquals(List.of(), found, "what names a path of one machine works on no other");
  }

  @Test
  void allModulesAreLookedAt() throws Exception {
    SortedSet<String> seen =
        SourceTree.endingWith("pom.xml").stream()
            .filter(file -> file.path().contains("/"))
            .map(SourcesTest::folder)
            .collect(toCollection(TreeSet::new));

    assertEquals(
        new TreeSet<>(List.of("batch", "config", "config/bench", "ear", "ejb", "web")), seen);
  }

  /**
   * Names of one part, such as {@code /app}, may well be meant for images and are not looked for.
   */
  private static List<Path> pathsOfThisMachine() {
    Path root = SourceTree.ROOT.toAbsolutePath();
    return Stream.of(root, root.getParent(), Path.of(System.getProperty("user.home")))
        .filter(path -> path != null && path.getNameCount() > 1)
        .toList();
  }

  private static List<String> longerThan(int lines, String end) throws Exception {
    return SourceTree.endingWith(end).stream()
        .filter(file -> file.lines() > lines)
        .map(file -> file.path() + ": " + file.lines() + " lines, more than " + lines)
        .toList();
  }

  private static List<String> findings(List<SourceTree.Source> files, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (SourceTree.Source file : files) {
      Matcher matcher = pattern.matcher(file.text());
      while (matcher.find()) {
        long line = file.text().substring(0, matcher.start()).lines().count();
        found.add(file.path() + ":" + Math.max(line, 1) + ": " + matcher.group());
      }
    }
    return found;
  }

  private static String folder(SourceTree.Source file) {
    return file.path().substring(0, file.path().lastIndexOf('/'));
  }
}
