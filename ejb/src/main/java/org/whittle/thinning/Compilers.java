package org.whittle.thinning;

import java.util.List;
import java.util.regex.Pattern;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;

/**
 * Compilers of C and its kin: an image that keeps one compiles, and needs the headers and libraries
 * for it, which else only developers read.
 */
final class Compilers {
  private static final Pattern DRIVER =
      Pattern.compile(
          "/usr/bin/([a-z0-9_]+-linux-[a-z0-9]+-)?(gcc|g\\+\\+|cpp|clang|clang\\+\\+|tcc|gfortran|gnat)"
              + "(-[0-9.]+)?|/usr/lib/gcc/.+/cc1(plus|obj)?");
  private static final Pattern FOR_COMPILERS =
      Pattern.compile("/usr/include/.+|/usr/lib/.+\\.(a|o|h)");

  /** What a driver starts by its name (gcc(1), "Options Controlling the Kind of Output"). */
  private static final Pattern TOOL =
      Pattern.compile("/usr/bin/([a-z0-9_]+-linux-[a-z0-9]+-)?(as|ld|ld\\.bfd|nm|strip)");

  private final List<FilePath> drivers;

  Compilers(Candidates candidates) {
    drivers =
        candidates.packages().stream()
            .filter(p -> candidates.isComposed(p.id().name()))
            .flatMap(p -> candidates.of(p).stream())
            .filter(c -> c.file().kind() != FileKind.DIRECTORY)
            .map(c -> c.file().path())
            .filter(path -> isPlace(path.value()))
            .filter(path -> DRIVER.matcher(path.value()).matches())
            .toList();
  }

  /** Where compilers lie: most paths are not worth a pattern. */
  private static boolean isPlace(String path) {
    return path.startsWith("/usr/bin/") || path.startsWith("/usr/lib/gcc/");
  }

  /** Whether a package has a compiler. */
  boolean isThere() {
    return !drivers.isEmpty();
  }

  /** Whether a compiler is among the files that are kept. */
  boolean areKept(Closure closure) {
    return drivers.stream().anyMatch(closure::keeps);
  }

  /** Whether a package is there for compilers: headers, libraries to be linked, their tools. */
  static boolean needs(Candidates candidates, PackageContents contents) {
    return candidates.of(contents).stream()
        .map(c -> c.file().path())
        .anyMatch(path -> isForCompilers(path) || isTool(path));
  }

  /** The assembler, the linker, and what these start. */
  static boolean isTool(FilePath path) {
    return TOOL.matcher(path.value()).matches();
  }

  /** What a compiler reads and nobody else. */
  static boolean isForCompilers(FilePath path) {
    return FOR_COMPILERS.matcher(path.value()).matches();
  }
}
