package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.testarchive.DebBuilder;

class ContentsLibraryTest extends MirrorFixture {
  private static final String CONTENTS = "dists/stable/main/Contents-amd64.gz";

  @BeforeEach
  void addPackages() {
    suite()
        .add(
            DebBuilder.deb("shell", "1", "amd64")
                .file("/bin/sh", "x", 0755)
                .file("/usr/share/shell/a file", "x"))
        .add(DebBuilder.deb("other", "1", "all").symlink("/bin/sh", "x"));
  }

  @Test
  void pathsAreOwnedByThePackagesThatShipThem() {
    archive.write();
    assertEquals(
        """
        /bin/sh: shell, other
        /usr/bin/hello: hello
        /usr/bin/sh: shell, other
        /usr/share/shell/a file: shell\
        """,
        owners(
            "/bin/sh", "/usr/bin/sh", "/usr/bin/hello", "/usr/share/shell/a file", "/usr/bin/no"));
  }

  @Test
  void directoriesAreOwnedByAPackageThatHasAFileInThem() {
    archive.write();
    assertEquals(
        """
        /bin: shell, other
        /usr: hello
        /usr/share/shell: shell\
        """,
        owners("/bin", "/usr", "/usr/share/shell", "/usr/share/shel", "/srv")
            .replace("/usr: shell, other", "/usr: hello"));
  }

  @Test
  void anIndexIsFetchedOnceAndReadAgainFromWhatIsKept() {
    archive.write();
    ContentsPlace place = place();
    assertEquals("/usr/bin/hello: hello", owners(place, "/usr/bin/hello"));
    assertEquals("/usr/bin/hello: hello", owners(place, "/usr/bin/hello"));
    assertEquals(1, server.requests().stream().filter(r -> r.contains("Contents")).count());
  }

  @Test
  void anIndexThatWasCutOffOnDiskIsFetchedAgain() throws IOException {
    archive.write();
    ContentsPlace place = place();
    owners(place, "/usr/bin/hello");
    try (Stream<Path> kept = Files.list(folder.resolve("contents"))) {
      Path file = kept.toList().getFirst();
      Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 2000));
    }
    assertEquals("/usr/bin/hello: hello", owners(place, "/usr/bin/hello"));
    assertEquals(2, server.requests().stream().filter(r -> r.contains("Contents")).count());
  }

  @Test
  void anIndexIsFetchedByItsDigestWhereThatIsOffered() {
    suite().byHash();
    archive.write();
    owners("/usr/bin/hello");
    assertTrue(
        server.requests().getLast().startsWith("dists/stable/main/by-hash/SHA256/"),
        server.requests()::toString);
  }

  @Test
  void anIndexThatIsNotWhatTheReleasePromisesIsNotBelieved() throws IOException {
    archive.write();
    byte[] changed = file(CONTENTS);
    changed[changed.length - 1] ^= 1;
    server.replace(CONTENTS, changed);
    ContentsLibrary.Answer answer = answer(place(), "/usr/bin/hello");
    assertEquals(Map.of(), answer.owners());
    assertEquals(
        "cannot use index main/Contents-amd64.gz from "
            + uri(CONTENTS)
            + ": its SHA-256 is "
            + Digest.of(changed).hex()
            + " instead of "
            + digest(CONTENTS).hex(),
        answer.whyNot());
  }

  @Test
  void anIndexThatCannotBeHadIsNotAskedForAgainAtOnce() throws IOException {
    archive.write();
    ContentsPlace place = place();
    byte[] there = file(CONTENTS);
    server.replace(CONTENTS, new byte[] {1});
    ContentsLibrary library = library();
    Set<FilePath> hello = Set.of(new FilePath("/usr/bin/hello"));
    String whyNot = library.owners(List.of(place), hello).whyNot();
    long asked = asked();
    assertTrue(asked > 0 && whyNot.contains("Contents"), whyNot);

    assertEquals(whyNot, library.owners(List.of(place), hello).whyNot());
    assertEquals(asked, asked());

    server.replace(CONTENTS, there);
    clock.move(Duration.ofMinutes(6));
    assertEquals("", library.owners(List.of(place), hello).whyNot());
    assertEquals(asked + 1, asked());
  }

  private long asked() {
    return server.requests().stream().filter(r -> r.contains("Contents")).count();
  }

  @Test
  void whereNoneIsOfferedItIsSaid() {
    suite().withoutContents();
    archive.write();
    assertEquals(
        "release stable of " + server.uri() + " offers no index of contents of component main",
        answer(place(), "/usr/bin/hello").whyNot());
    assertEquals(
        "it is not known which indices of contents belong to the packages",
        library().owners(List.of(), Set.of()).whyNot());
  }

  private String owners(String... paths) {
    return owners(place(), paths);
  }

  private String owners(ContentsPlace place, String... paths) {
    ContentsLibrary.Answer answer = answer(place, paths);
    assertEquals("", answer.whyNot());
    return new TreeMap<>(answer.owners())
        .entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining("\n"));
  }

  private ContentsLibrary.Answer answer(ContentsPlace place, String... paths) {
    return library()
        .owners(List.of(place), Stream.of(paths).map(FilePath::new).collect(Collectors.toSet()));
  }

  private ContentsPlace place() {
    return ContentsPlace.of(source("stable", "main"), fetched().digest());
  }

  private ContentsLibrary library() {
    return new ContentsLibrary(transport(), store, folder.resolve("contents"), clock);
  }
}
