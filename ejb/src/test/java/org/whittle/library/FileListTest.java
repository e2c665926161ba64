package org.whittle.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

class FileListTest {
  private static final PackageId NGINX = PackageId.of("nginx", "1.22", "amd64");
  private static final SelectedFile PROGRAM =
      new SelectedFile(
          FileEntry.regular(new FilePath("/usr/sbin/nginx"), 0755, 0, 0, 3, Digest.of("elf")),
          Reason.of(Reason.Kind.ENTRY_POINT, "entry point of the blueprint"));
  private static final SelectedFile FOLDER =
      new SelectedFile(
          FileEntry.directory(new FilePath("/usr"), 0755, 0, 0),
          Reason.of(Reason.Kind.DIRECTORY, "", new FilePath("/usr/sbin/nginx")));
  private static final SelectedFile LINK =
      new SelectedFile(
          FileEntry.symlink(new FilePath("/bin"), "usr/bin"),
          Reason.of(Reason.Kind.RULE, "base.yaml:1"));

  private static ThinTree tree() {
    return new ThinTree(
        List.of(new Selection(NGINX, Digest.of("deb"), List.of(PROGRAM, FOLDER))),
        List.of(LINK, FOLDER),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void aTreeIsReadBackWithThePackageOfEachFile() {
    Map<String, Selection> packages =
        Map.of("nginx", new Selection(NGINX, Digest.of("deb"), List.of()));

    assertEquals(tree(), FileList.tree(FileList.encode(tree()), packages));
  }

  @Test
  void aTreeOfAPackageThatTheCompositionLacksIsRefused() {
    byte[] blob = FileList.encode(tree());
    Corrupted failure = assertThrows(Corrupted.class, () -> FileList.tree(blob, Map.of()));

    assertEquals(
        "cannot read the file list of an image version: its composition has no nginx",
        failure.getMessage());
  }

  @Test
  void whatWasWrittenIsReadBackInOrderOfPathsAndDirectoriesOnce() {
    List<ListedFile> files = FileList.decode(FileList.encode(tree()));
    assertEquals(
        List.of(
            new ListedFile(LINK.file(), Optional.empty(), LINK.reason()),
            new ListedFile(FOLDER.file(), Optional.of("nginx"), FOLDER.reason()),
            new ListedFile(PROGRAM.file(), Optional.of("nginx"), PROGRAM.reason())),
        files);
  }

  @Test
  void theSameTreeGivesTheSameBytes() {
    assertArrayEquals(FileList.encode(tree()), FileList.encode(tree()));
  }

  @Test
  void somethingElseIsNoFileList() {
    assertThrows(Corrupted.class, () -> FileList.decode(new byte[] {1, 2, 3}));
  }
}
