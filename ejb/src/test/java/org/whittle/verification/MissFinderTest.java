package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Glob;
import org.whittle.rules.Part;
import org.whittle.rules.Position;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

class MissFinderTest {
  private static final PackageId APP = PackageId.of("app", "1", "amd64");
  private static final PackageId DASH = PackageId.of("dash", "1", "amd64");
  private static final Part.Pattern DROPPED =
      new Part.Pattern(new Position("r.yaml", 3, 1), new Glob("/usr/share/app/manual/**"));

  private static final ThinTree TREE =
      new ThinTree(
          List.of(
              new Selection(
                  APP,
                  Digest.of("app"),
                  files("/usr/bin/app", "/usr/share/app/a", "/lib -> usr/lib").stream()
                      .map(f -> new SelectedFile(f, Reason.of(Reason.Kind.LEVEL, "")))
                      .toList())),
          List.of(),
          List.of(),
          List.of(),
          List.of(DROPPED));
  private static final List<PackageContents> CLOSURE =
      List.of(
          new PackageContents(
              APP,
              Digest.of("app"),
              files(
                  "/usr/bin/app",
                  "/usr/share/app/a",
                  "/usr/share/app/b",
                  "/usr/share/app/manual/index",
                  "/lib/app/plugin.so",
                  "/var/lib/app/"),
              Map.of()),
          new PackageContents(
              DASH, Digest.of("dash"), files("/bin/dash", "/bin/sh -> dash"), Map.of()));

  @Test
  void whatTheImageHasAndWhatNobodyHasIsNoMiss() {
    MissReport report = find(access(Access.Kind.ABSENT, "/etc/nothing"));
    assertEquals("", text(report));
    assertEquals(MissReport.Verdict.NONE, report.verdict());
    assertEquals(0, report.unjudged());
  }

  @Test
  void whatTheClosureHasIsMissed() {
    MissReport report =
        find(
            access(Access.Kind.ABSENT, "/usr/share/app/b"),
            access(Access.Kind.ABSENT, "/usr/lib/app/plugin.so"),
            access(Access.Kind.ABSENT, "/lib/app"));
    assertEquals(
        """
        MISSING /lib/app of app, asked for by /usr/bin/app in "t"
        MISSING /usr/lib/app/plugin.so of app, asked for by /usr/bin/app in "t"
        MISSING /usr/share/app/b of app, asked for by /usr/bin/app in "t"\
        """,
        text(report));
    assertEquals(MissReport.Verdict.MISSED, report.verdict());
  }

  @Test
  void whatEverySystemHasIsMissedThoughNoPackageDeclaresIt() {
    assertEquals(
        "MISSING /bin/sh of dash, asked for by /usr/bin/app in \"t\"",
        text(find(access(Access.Kind.ABSENT, "/bin/sh"))));
  }

  @Test
  void aDirectoryForWhatIsToBeMadeIsMissed() {
    assertEquals(
        "MISSING /var/lib/app of app, asked for by /usr/bin/app in \"t\"",
        text(find(access(Access.Kind.NOT_MADE, "/var/lib/app/data"))));
  }

  @Test
  void whatARuleLeavesOutIsNoFault() {
    MissReport report = find(access(Access.Kind.ABSENT, "/usr/share/app/manual/index"));
    assertEquals(
        "DROPPED /usr/share/app/manual/index of app, asked for by /usr/bin/app in \"t\"",
        text(report));
    assertEquals(MissReport.Verdict.NONE, report.verdict());
  }

  @Test
  void aListedDirectoryOfWhichFilesAreLeftOutIsNoted() {
    assertEquals(
        "LISTED /usr/share/app of app, asked for by /usr/bin/app in \"t\"",
        text(find(access(Access.Kind.LISTED, "/usr/share/app"))));
    assertEquals("", text(find(access(Access.Kind.LISTED, "/etc"))));
  }

  @Test
  void aListedDirectoryIsNotSettledWhereNoRuleSpeaksOfWhatIsLeftOut() {
    ThinTree unruled =
        new ThinTree(TREE.selections(), List.of(), List.of(), List.of(APP), List.of(DROPPED));
    MissReport report =
        MissFinder.find(
            List.of(trace(true, access(Access.Kind.LISTED, "/usr/share/app"))),
            unruled,
            CLOSURE,
            ArchiveOwners.unknown("there is no index"));
    assertEquals("PARTIAL /usr/share/app of app, asked for by /usr/bin/app in \"t\"", text(report));
    assertEquals(MissReport.Verdict.UNSETTLED, report.verdict());
  }

  @Test
  void whatAnotherPackageOfTheArchiveHasIsUnknown() {
    ArchiveOwners archive =
        paths -> new ArchiveOwners.Answer(Map.of(new FilePath("/usr/bin/gs"), "ghostscript"), "");
    MissReport report =
        MissFinder.find(
            List.of(
                trace(
                    true,
                    access(Access.Kind.ABSENT, "/usr/bin/gs"),
                    access(Access.Kind.ABSENT, "/etc/x"))),
            TREE,
            CLOSURE,
            archive);
    assertEquals(
        "UNKNOWN /usr/bin/gs of ghostscript, asked for by /usr/bin/app in \"t\"", text(report));
    assertEquals(MissReport.Verdict.UNSETTLED, report.verdict());
    assertEquals("", report.notKnown());
  }

  @Test
  void withoutAnIndexOfTheArchiveUnjudgedPathsAreCounted() {
    MissReport report =
        MissFinder.find(
            List.of(trace(true, access(Access.Kind.ABSENT, "/usr/bin/gs"))),
            TREE,
            CLOSURE,
            ArchiveOwners.unknown("there is no index"));
    assertEquals(1, report.unjudged());
    assertEquals("1 path was not judged: there is no index", report.notKnown());
    assertEquals(MissReport.Verdict.UNSETTLED, report.verdict());
  }

  @Test
  void whatWasNotSeenToItsEndIsUnknown() {
    MissReport cut =
        MissFinder.find(
            List.of(trace(false)), TREE, CLOSURE, ArchiveOwners.unknown("there is no index"));
    assertEquals(MissReport.Verdict.UNKNOWN, cut.verdict());
    assertEquals("what was recorded of \"t\" is not whole", cut.reason());
    MissReport none =
        MissFinder.find(List.of(), TREE, CLOSURE, ArchiveOwners.unknown("there is no index"));
    assertEquals(MissReport.Verdict.UNKNOWN, none.verdict());
    assertEquals("there is no test that could be observed", none.reason());
  }

  private static MissReport find(Access... accesses) {
    return MissFinder.find(
        List.of(trace(true, accesses)),
        TREE,
        CLOSURE,
        paths -> new ArchiveOwners.Answer(Map.of(), ""));
  }

  private static Trace trace(boolean whole, Access... accesses) {
    return new Trace("t", List.of(accesses), whole);
  }

  private static Access access(Access.Kind kind, String path) {
    return new Access(kind, new FilePath(path), "/usr/bin/app");
  }

  private static String text(MissReport report) {
    return report.misses().stream().map(Miss::toString).collect(Collectors.joining("\n"));
  }

  private static List<FileEntry> files(String... lines) {
    return Arrays.stream(lines)
        .map(
            line -> {
              String[] parts = line.split(" -> ");
              if (parts.length > 1) {
                return FileEntry.symlink(new FilePath(parts[0]), parts[1]);
              }
              return line.endsWith("/")
                  ? FileEntry.directory(FilePath.ofMember(line), 0755, 0, 0)
                  : FileEntry.regular(new FilePath(line), 0644, 0, 0, 1, Digest.of(line));
            })
        .toList();
  }
}
