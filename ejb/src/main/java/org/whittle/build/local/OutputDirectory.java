package org.whittle.build.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.whittle.build.ScratchDirectory;

/**
 * Where artifacts are written: first aside in the same file system, then all are renamed into
 * place.
 *
 * <p>Closing it deletes what was not published. An artifact that is replaced is gone only when the
 * new one is there. What a build that was killed has left is deleted by the next one into the same
 * folder.
 */
final class OutputDirectory implements AutoCloseable {
  private static final String ASIDE = ".whittle-";

  private final Path folder;
  private final ScratchDirectory aside;
  private final InUse mark;
  private final List<String> names = new ArrayList<>();

  OutputDirectory(Path folder) {
    this.folder = folder;
    deleteLeft(folder);
    this.aside = ScratchDirectory.in(folder, ASIDE);
    this.mark = InUse.mark(aside.path());
  }

  private static void deleteLeft(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ASIDE + "*")) {
      for (Path one : all) {
        if (InUse.isLeft(one)) {
          ScratchDirectory.left(one).close();
        }
      }
    } catch (IOException e) {
      throw OutputFailure.of("what an earlier build has left", folder, e);
    }
  }

  /** Where the artifact of a name is to be written. */
  Path place(String name) {
    names.add(name);
    return aside.path().resolve(name);
  }

  /** What was placed so far, where it is now. */
  List<Path> written() {
    return names.stream().map(aside.path()::resolve).toList();
  }

  /** The folder. */
  Path folder() {
    return folder;
  }

  /** Renames everything into place; where it then is. */
  List<Path> publish() {
    List<Path> published = new ArrayList<>();
    for (String name : names) {
      Path target = folder.resolve(name);
      try {
        move(aside.path().resolve(name), target, aside.path().resolve(name + ".old"));
      } catch (IOException e) {
        throw OutputFailure.of(name, folder, e);
      }
      published.add(target);
    }
    return List.copyOf(published);
  }

  /** A directory cannot be replaced by renaming over it. */
  private static void move(Path from, Path to, Path old) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      replace(from, to, old);
    } catch (IOException e) {
      if (!Files.isDirectory(to)) {
        throw e;
      }
      replace(from, to, old);
    }
  }

  private static void replace(Path from, Path to, Path old) throws IOException {
    Files.move(to, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    mark.close();
    aside.close();
  }
}
