package org.whittle.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/** Makes an extracted image ready to be a process's root, as a container engine does. */
final class ImageRoot {
  private static final List<FilePath> TEMPORARY =
      List.of(new FilePath("/tmp"), new FilePath("/run"));
  private static final int MAX_DIRECTORIES = 500;

  private ImageRoot() {}

  /**
   * Adds mount points and finds the user.
   *
   * @throws InvalidInput if the image lacks what its own configuration names
   */
  static Confinement prepare(Path root, RunConfig run) {
    Path real = realPath(root);
    int[] user = user(real, run.user());
    List<FilePath> writable = new ArrayList<>();
    for (FilePath path : TEMPORARY) {
      if (isDirectory(real, path)) {
        writable.add(path);
      }
    }
    for (FilePath path : run.writable()) {
      if (!isDirectory(real, path)) {
        throw new InvalidInput(
            "cannot start the image: its writable directory " + path + " is not in it",
            "Name a directory that a package, a rule or the overlay creates.",
            null);
      }
      if (!writable.contains(path)) {
        writable.add(path);
      }
    }
    if (!isDirectory(real, run.workingDirectory())) {
      throw new InvalidInput(
          "cannot start the image: its working directory "
              + run.workingDirectory()
              + " is not in it",
          "Name a directory that is in the image, or leave it out.",
          null);
    }
    List<FilePath> directories =
        writable.stream().flatMap(path -> below(real, path)).distinct().sorted().toList();
    addMountPoints(real);
    return new Confinement(
        real, user[0], user[1], run.environment(), run.workingDirectory(), writable, directories);
  }

  private static Path realPath(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      throw new Unavailable("cannot read the extracted image: " + e.getMessage(), e);
    }
  }

  private static void addMountPoints(Path root) {
    try {
      for (String name : List.of("proc", "dev")) {
        if (!Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectory(root.resolve(name));
        }
      }
      Path etc = root.resolve("etc");
      if (!Files.exists(etc, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(etc);
      }
      if (Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS)
          && !Files.exists(etc.resolve("hosts"), LinkOption.NOFOLLOW_LINKS)) {
        Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost\n::1 localhost\n");
      }
    } catch (IOException e) {
      throw new Unavailable("cannot prepare the extracted image: " + e.getMessage(), e);
    }
  }

  /** Whether the path is a directory and no step on the way leaves the root by a link. */
  private static boolean isDirectory(Path root, FilePath path) {
    try {
      Path real = root.resolve(path.relative()).toRealPath();
      return real.startsWith(root) && Files.isDirectory(real);
    } catch (IOException e) {
      return false;
    }
  }

  /** The directories below this one, which the empty file system on top would hide. */
  private static Stream<FilePath> below(Path root, FilePath path) {
    try (Stream<Path> below = Files.walk(root.resolve(path.relative()))) {
      return below
          .skip(1)
          .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
          .limit(MAX_DIRECTORIES)
          .map(p -> new FilePath("/" + root.relativize(p)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new Unavailable("cannot read the extracted image: " + e.getMessage(), e);
    }
  }

  /** User and group as the OCI image-spec 1.1 has it ("config.User"). */
  private static int[] user(Path root, String user) {
    if (user.isEmpty()) {
      return new int[] {0, 0};
    }
    String[] parts = user.split(":", -1);
    if (parts.length == 2) {
      return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }
    boolean numeric = user.chars().allMatch(Character::isDigit);
    Optional<int[]> known =
        passwd(root).stream()
            .map(line -> line.split(":", -1))
            .filter(f -> f.length >= 4 && (numeric ? f[2] : f[0]).equals(user))
            .filter(f -> f[2].matches("\\d{1,9}") && f[3].matches("\\d{1,9}"))
            .map(f -> new int[] {Integer.parseInt(f[2]), Integer.parseInt(f[3])})
            .findFirst();
    if (known.isEmpty() && !numeric) {
      throw new InvalidInput(
          "cannot start the image: user \"" + user + "\" is not in its /etc/passwd",
          "Name a user that a package or rule creates, or write UID:GID.",
          null);
    }
    return known.orElseGet(() -> new int[] {Integer.parseInt(user), 0});
  }

  private static List<String> passwd(Path root) {
    Path passwd = root.resolve("etc/passwd");
    try {
      return Files.isRegularFile(passwd, LinkOption.NOFOLLOW_LINKS)
          ? Files.readAllLines(passwd)
          : List.of();
    } catch (IOException e) {
      throw new Unavailable("cannot read the extracted image: " + e.getMessage(), e);
    }
  }
}
