package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.format.elf.ElfFile;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * Trees are texts, a line for each file: {@code path -> target}, {@code path/}, or {@code path
 * [mode uid:gid] content}, where content {@code elf loader needed,needed runpath} stands for a
 * program.
 */
class StructureCheckTest {
  private static final PackageId ID = PackageId.of("app", "1", "amd64");
  private static final String SYSTEM =
      """
      /usr/lib/x86_64-linux-gnu/ld.so elf - - -
      /usr/lib/x86_64-linux-gnu/libc.so.6 -> libc-2.36.so
      /usr/lib/x86_64-linux-gnu/libc-2.36.so elf - - -
      /usr/bin/sh elf /lib64/ld.so libc.so.6 -
      /usr/lib64/ld.so -> ../lib/x86_64-linux-gnu/ld.so
      """;
  private static final String LINKS =
      """
      /lib64 -> usr/lib64
      /bin -> usr/bin
      """;

  private final MemoryBlobStore store = new MemoryBlobStore();
  private final Map<Digest, String> texts = new HashMap<>();

  @Test
  void aWholeTreeHasNoFault() {
    assertEquals("", faults(SYSTEM + LINKS + "/usr/bin/run 0755 0:0 #!/bin/sh -e\n", SYSTEM));
  }

  @Test
  void everyNeededLibraryIsInTheTree() {
    assertEquals(
        """
        MISSING_LIBRARY /usr/bin/app: it needs libz.so.1, which is left out: /usr/lib/libz.so.1
        UNKNOWN_LIBRARY /usr/bin/app: it needs libx.so.9, which no package of the closure has\
        """,
        faults(
            SYSTEM + LINKS + "/usr/bin/app elf /lib64/ld.so libc.so.6,libz.so.1,libx.so.9 -",
            SYSTEM + "/lib/libz.so.1 elf - - -\n"));
  }

  @Test
  void aLibraryIsFoundByRunPathAndByTheLoadersConfiguration() {
    String conf = "/etc/ld.so.conf.d/db.conf /usr/lib/db\n";
    assertEquals(
        "",
        faults(
            SYSTEM
                + """
                /lib64 -> usr/lib64
                /opt/app/bin/app elf /lib64/ld.so libown.so,libdb.so $ORIGIN/../lib
                /opt/app/lib/libown.so elf - - -
                /usr/lib/db/libdb.so elf - - -
                """,
            SYSTEM + conf));
  }

  @Test
  void aLibraryOutsideTheSearchPathIsARemark() {
    assertEquals(
        "LIBRARY_ELSEWHERE /usr/lib/jvm/lib/libjava.so: it needs libjvm.so, which the loader finds "
            + "at /usr/lib/jvm/lib/server/libjvm.so only if the program has loaded it before",
        faults(
            """
            /usr/lib/jvm/lib/libjava.so elf - libjvm.so $ORIGIN
            /usr/lib/jvm/lib/server/libjvm.so elf - - -
            """,
            ""));
  }

  @Test
  void everyLoaderAndInterpreterIsInTheTree() {
    assertEquals(
        """
        MISSING_INTERPRETER /usr/bin/app: its loader /lib64/ld.so is not in the image
        MISSING_INTERPRETER /usr/bin/run: it is run by /bin/sh, which is left out
        UNKNOWN_INTERPRETER /usr/bin/ruby: it is run by /usr/bin/ruby3, which no package of the \
        closure has\
        """,
        faults(
            """
            /usr/bin/app elf /lib64/ld.so - -
            /usr/bin/run 0755 0:0 #!/bin/sh
            /usr/bin/ruby 0755 0:0 #! /usr/bin/ruby3 -w
            /usr/share/text 0644 0:0 #!/bin/sh
            """,
            SYSTEM));
  }

  @Test
  void aLinkThatLeadsSomewhereInTheClosureLeadsThereInTheTree() {
    assertEquals(
        "DANGLING_LINK /etc/app.conf: it leads to /usr/share/app.conf, "
            + "and /usr/share/app.conf is left out",
        faults(
            """
            /etc/app.conf -> /usr/share/app.conf
            /etc/mtab -> ../proc/self/mounts
            /etc/self -> self
            """,
            """
            /etc/app.conf -> /usr/share/app.conf
            /usr/share/app.conf text
            """));
  }

  @Test
  void noPathIsTwoThings() {
    assertEquals(
        """
        CONFLICTING_PATH /a: the tree has it twice, and the two differ
        CONFLICTING_PATH /a/b: it lies below /a, which is no directory\
        """,
        faults("/a text\n/a other\n/a/b text\n/d/\n/d/\n", ""));
  }

  @Test
  void ownersAreKnownByName() {
    String passwd = "/etc/passwd www-data:x:33:33\n/etc/group www-data:x:33:\n";
    assertEquals(
        """
        UNKNOWN_OWNER /b: it belongs to 34, which /etc/passwd does not name
        UNKNOWN_GROUP /b: it belongs to 35, which /etc/group does not name\
        """,
        faults(passwd + "/a 0644 33:33 x\n/b 0644 34:35 x\n", ""));
  }

  @Test
  void setUidProgramsAreListed() {
    assertEquals(
        """
        SET_UID /a: it runs as user 0, whoever starts it
        SET_UID /b: it runs as group 0, whoever starts it\
        """,
        faults("/a 4755 0:0 x\n/b 2755 0:0 x\n", ""));
  }

  private String faults(String tree, String closure) {
    List<SelectedFile> files =
        files(tree).map(f -> new SelectedFile(f, Reason.of(Reason.Kind.LEVEL, ""))).toList();
    ThinTree thin =
        new ThinTree(
            List.of(new Selection(ID, Digest.of("app"), files)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    PackageContents full =
        new PackageContents(ID, Digest.of("app"), files(closure).toList(), Map.of());
    return StructureCheck.of(thin, List.of(full), new TextFacts(), store).stream()
        .map(Fault::toString)
        .collect(Collectors.joining("\n"));
  }

  private Stream<FileEntry> files(String text) {
    List<FileEntry> files = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 2);
      if (line.endsWith("/")) {
        files.add(FileEntry.directory(FilePath.ofMember(line), 0755, 0, 0));
      } else if (parts[1].startsWith("-> ")) {
        files.add(FileEntry.symlink(new FilePath(parts[0]), parts[1].substring(3)));
      } else {
        files.add(regular(new FilePath(parts[0]), parts[1]));
      }
    }
    return files.stream();
  }

  private FileEntry regular(FilePath path, String rest) {
    String[] parts = rest.split(" ", 3);
    boolean owned = parts[0].matches("\\d{4}");
    String content = owned ? parts[2] : rest;
    BlobStore.Stored stored = store.put(content);
    texts.put(stored.digest(), content);
    String[] owner = owned ? parts[1].split(":") : new String[] {"0", "0"};
    return FileEntry.regular(
        path,
        owned ? Integer.parseInt(parts[0], 8) : 0755,
        Integer.parseInt(owner[0]),
        Integer.parseInt(owner[1]),
        stored.size(),
        stored.digest());
  }

  private final class TextFacts implements ProgramFacts {
    @Override
    public Optional<ElfFile> elf(FileEntry file) {
      String[] parts = text(file).split(" ");
      return parts[0].equals("elf")
          ? Optional.of(
              new ElfFile(
                  64,
                  62,
                  list(parts[1]).stream().findFirst(),
                  Optional.empty(),
                  list(parts[2]),
                  List.of(),
                  list(parts[3])))
          : Optional.empty();
    }

    @Override
    public Optional<String> interpreter(FileEntry file) {
      return text(file).startsWith("#!") ? Optional.of(text(file).substring(2)) : Optional.empty();
    }

    private String text(FileEntry file) {
      return file.content().map(d -> texts.getOrDefault(d, "")).orElse("");
    }

    private static List<String> list(String part) {
      return part.equals("-") ? List.of() : List.of(part.split(","));
    }
  }
}
