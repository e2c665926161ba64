package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

class OutputDirectoryTest {
  @TempDir Path folder;

  @Test
  void whatIsNotPublishedIsGone() throws IOException {
    try (OutputDirectory output = new OutputDirectory(folder)) {
      Files.writeString(output.place("a"), "a");
    }
    assertEquals(List.of(), names());
  }

  @Test
  void aDirectoryIsReplacedByADirectoryAndAFileByAFile() throws IOException {
    publish("1");
    publish("2");

    assertEquals(List.of("a", "d"), names());
    assertEquals("2", Files.readString(folder.resolve("a")));
    assertEquals("2", Files.readString(folder.resolve("d/inside")));
  }

  @Test
  void whatAKilledBuildHasLeftIsDeletedByTheNextAndWhatIsInUseIsNot() throws IOException {
    Path left = Files.createDirectories(folder.resolve(".whittle-1/closed"));
    Files.writeString(left.resolve("half"), "half");
    Files.createFile(folder.resolve(".whittle-1/.in-use"));
    Files.createDirectory(folder.resolve(".whittle-other"));

    try (OutputDirectory one = new OutputDirectory(folder)) {
      Files.writeString(one.place("a"), "a");
      publish("b");
      assertEquals(List.of(folder.resolve("a")), one.publish());
    }

    assertEquals(List.of(".whittle-other", "a", "d"), names());
    assertEquals("a", Files.readString(folder.resolve("a")));
  }

  private void publish(String text) throws IOException {
    try (OutputDirectory output = new OutputDirectory(folder)) {
      Files.writeString(output.place("a"), text);
      Path directory = Files.createDirectory(output.place("d"));
      Files.writeString(directory.resolve("inside"), text);
      output.publish();
    }
  }

  @Test
  void faultsOfTheFileSystemHaveTheirRemedy() {
    Unavailable full =
        OutputFailure.of(
            "tar", Path.of("/out"), new FileSystemException("f", null, "No space left on device"));
    assertEquals("cannot write tar: no space left in /out", full.getMessage());
    assertEquals(Optional.of("Free space there, or write to another directory."), full.remedy());

    Unavailable closed = OutputFailure.of("tar", Path.of("/out"), new AccessDeniedException("f"));
    assertEquals("cannot write tar: no permission in /out", closed.getMessage());

    Unavailable broken =
        OutputFailure.of("tar", Path.of("/out"), new IOException("Input/output error"));
    assertEquals("cannot write tar in /out: Input/output error", broken.getMessage());
  }

  @Test
  void formatsAreReadOnceEachAndUnknownOnesRefused() {
    assertEquals(
        List.of(ArtifactFormat.TAR, ArtifactFormat.OCI_ARCHIVE),
        ArtifactFormat.parse(List.of("tar", "oci-archive", "tar")));

    InvalidInput unknown =
        assertThrows(InvalidInput.class, () -> ArtifactFormat.parse(List.of("iso")));
    assertEquals("cannot write format \"iso\": it is not known", unknown.getMessage());
    assertEquals(Optional.of("Use one of " + ArtifactFormat.words() + "."), unknown.remedy());
  }

  @Test
  void anImageWithoutAListOfFilesIsSaidToHaveNone() throws IOException {
    assertEquals(
        "cannot find the files of " + folder + ": there is no list of them",
        assertThrows(InvalidInput.class, () -> FileListing.read(folder)).getMessage());

    Path list = Files.writeString(folder.resolve("a" + FileListing.SUFFIX), "{}\n");
    assertEquals(
        "cannot read " + list + ": it is no list of an image's files",
        assertThrows(org.whittle.kernel.Corrupted.class, () -> FileListing.read(folder))
            .getMessage());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
