package org.whittle.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * Looks at a tree without running anything of it and reports all that is wrong.
 *
 * <p>It knows nothing of how the tree was made: it finds again, from the files alone, what every
 * program and link needs. What the full closure does not have either is not the thinning's fault
 * and is at most a remark. Pure but for the store's reads; safe for use by any thread.
 */
public final class StructureCheck {
  private static final FilePath PASSWD = new FilePath("/etc/passwd");
  private static final FilePath GROUP = new FilePath("/etc/group");

  private final ThinTree tree;
  private final BlobStore store;
  private final FileIndex image;
  private final FileIndex closure;
  private final List<Fault> faults = new ArrayList<>();
  private final ProgramCheck programs;

  private StructureCheck(
      ThinTree tree, List<PackageContents> closure, ProgramFacts facts, BlobStore store) {
    this.tree = tree;
    this.store = store;
    this.image = FileIndex.of(tree.files().map(SelectedFile::file).toList());
    this.closure =
        FileIndex.usrMerged(
            closure.stream().flatMap(contents -> contents.files().stream()).toList());
    this.programs = new ProgramCheck(image, this.closure, facts, this::text, faults::add);
  }

  /**
   * All faults of the tree, the gravest first, then by path.
   *
   * @param closure every package of the composition in full
   */
  public static List<Fault> of(
      ThinTree tree, List<PackageContents> closure, ProgramFacts facts, BlobStore store) {
    return new StructureCheck(tree, closure, facts, store).check();
  }

  private List<Fault> check() {
    Set<Integer> users = numbers(PASSWD);
    Set<Integer> groups = numbers(GROUP);
    Map<FilePath, FileEntry> seen = new HashMap<>();
    for (SelectedFile selected : tree.files().toList()) {
      FileEntry file = selected.file();
      FileEntry before = seen.putIfAbsent(file.path(), file);
      if (before != null) {
        conflict(file, before);
        continue;
      }
      below(file);
      switch (file.kind()) {
        case REGULAR -> {
          setUid(file);
          programs.check(file);
        }
        case SYMLINK -> link(file);
        case DIRECTORY -> {}
      }
      known(file, Fault.Kind.UNKNOWN_OWNER, users, FileEntry::uid, PASSWD);
      known(file, Fault.Kind.UNKNOWN_GROUP, groups, FileEntry::gid, GROUP);
    }
    return faults.stream().distinct().sorted().toList();
  }

  private void conflict(FileEntry file, FileEntry before) {
    boolean directories = file.kind() == FileKind.DIRECTORY && before.kind() == FileKind.DIRECTORY;
    if (!directories && !file.equals(before)) {
      add(Fault.Kind.CONFLICTING_PATH, file, "the tree has it twice, and the two differ");
    }
  }

  private void below(FileEntry file) {
    image
        .at(file.path().parent())
        .filter(parent -> parent.kind() != FileKind.DIRECTORY)
        .ifPresent(
            parent ->
                add(
                    Fault.Kind.CONFLICTING_PATH,
                    file,
                    "it lies below " + parent.path() + ", which is no directory"));
  }

  private void setUid(FileEntry file) {
    if ((file.mode() & 06000) != 0) {
      String who = (file.mode() & 04000) != 0 ? "user " + file.uid() : "group " + file.gid();
      add(Fault.Kind.SET_UID, file, "it runs as " + who + ", whoever starts it");
    }
  }

  private void link(FileEntry file) {
    FilePath path = file.path();
    if (image.resolve(path).isEmpty()) {
      Optional<FilePath> there =
          closure
              .resolve(path)
              .or(() -> closure.resolve(path.resolveLink(file.link().orElseThrow())));
      there.ifPresent(
          target ->
              add(
                  Fault.Kind.DANGLING_LINK,
                  file,
                  "it leads to " + file.link().orElseThrow() + ", and " + target + " is left out"));
    }
  }

  private void known(
      FileEntry file,
      Fault.Kind kind,
      Set<Integer> numbers,
      ToIntFunction<FileEntry> owner,
      FilePath where) {
    int number = owner.applyAsInt(file);
    if (number != 0 && !numbers.contains(number)) {
      add(kind, file, "it belongs to " + number + ", which " + where + " does not name");
    }
  }

  private void add(Fault.Kind kind, FileEntry file, String detail) {
    faults.add(new Fault(kind, file.path(), detail));
  }

  /** The numbers that a file of accounts names (passwd(5), group(5)). */
  private Set<Integer> numbers(FilePath path) {
    Set<Integer> numbers = new HashSet<>();
    for (String line : text(path).lines().toList()) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[2].matches("\\d{1,9}")) {
        numbers.add(Integer.parseInt(fields[2]));
      }
    }
    return numbers;
  }

  private String text(FilePath path) {
    Optional<FileEntry> file = image.regular(path).or(() -> closure.regular(path));
    if (file.isEmpty()) {
      return "";
    }
    try (InputStream in = store.open(file.get().content().orElseThrow())) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + path + " of the image: " + e.getMessage(), e);
    }
  }
}
