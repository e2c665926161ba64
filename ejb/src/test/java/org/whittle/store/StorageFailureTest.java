package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StorageFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new IOException("No space left on device"),
            "cannot store content: no space left in /store. Free space there, remove images that"
                + " are no longer needed, or move the store."),
        Arguments.of(
            new FileSystemException("/store/x", null, "Disk quota exceeded"),
            "cannot store content: no space left in /store. Free space there, remove images that"
                + " are no longer needed, or move the store."),
        Arguments.of(
            new AccessDeniedException("/store/x"),
            "cannot store content: no permission in /store. Give the user that runs Whittle the"
                + " right to read and write there."),
        Arguments.of(
            new FileSystemException("/store/x", null, "Read-only file system"),
            "cannot store content: the file system of /store is read-only. Mount it writable, or"
                + " move the store."),
        Arguments.of(
            new IOException("Input/output error"),
            "cannot store content in /store: Input/output error. Check that the folder exists,"
                + " belongs to the user that runs Whittle, and that the disk is sound."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatToDo(IOException cause, String message) {
    assertEquals(
        message, StorageFailure.of("store content", Path.of("/store"), cause).messageWithRemedy());
  }
}
