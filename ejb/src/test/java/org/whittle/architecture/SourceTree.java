package org.whittle.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the repository as they lie in the working tree, without what builds leave there. */
final class SourceTree {
  static final Path ROOT = Path.of(System.getProperty("whittle.root"));

  private static final List<String> FOLDERS =
      List.of("ejb", "batch", "web", "config", "ear", ".ci");
  private static final Set<String> NOT_OURS = Set.of("target", ".settings");

  private SourceTree() {}

  /** A file, by its path below the root, and its text. */
  record Source(String path, String text) {
    long lines() {
      return text.lines().count();
    }
  }

  /** All text files; those that are not UTF-8 are left out. */
  static List<Source> texts() throws IOException {
    return read("");
  }

  /** The text files whose names end so; fails if there is none. */
  static List<Source> endingWith(String end) throws IOException {
    return read(end);
  }

  /** The sources that are shipped, without tests. */
  static List<Source> mainJava() throws IOException {
    return read(".java").stream().filter(file -> file.path().contains("/src/main/")).toList();
  }

  private static List<Source> read(String end) throws IOException {
    List<Source> found = new ArrayList<>();
    for (Path file : files()) {
      if (file.toString().endsWith(end)) {
        text(file).ifPresent(t -> found.add(new Source(ROOT.relativize(file).toString(), t)));
      }
    }
    assertFalse(found.isEmpty(), "no file *" + end + " was found below " + ROOT);
    return found;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(Files::isRegularFile).filter(f -> !f.endsWith(".git")).forEach(files::add);
    }
    for (String folder : FOLDERS) {
      if (Files.isDirectory(ROOT.resolve(folder))) {
        Files.walkFileTree(ROOT.resolve(folder), new Collector(files));
      }
    }
    files.sort(null);
    return files;
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return NOT_OURS.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
