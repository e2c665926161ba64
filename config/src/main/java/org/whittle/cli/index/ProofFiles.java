package org.whittle.cli.index;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.Objective;
import org.whittle.resolver.OpbExport;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.ResolutionRequest;

/** Writes the problems of an answer, with the bounds that it claims, for other solvers to prove. */
final class ProofFiles {
  private ProofFiles() {}

  /** A file for each objective in a folder, which is made if it is absent, numbered in order. */
  static void write(OpbExport export, Path folder) {
    try {
      Files.createDirectories(folder);
      List<Objective> objectives = export.objectives();
      for (int i = 0; i < objectives.size(); i++) {
        Objective objective = objectives.get(i);
        String name = objective.name().toLowerCase(Locale.ROOT).replace('_', '-');
        write(folder.resolve((i + 1) + "-" + name + ".opb"), out -> export.write(objective, out));
      }
    } catch (IOException e) {
      throw refused(folder, e);
    }
  }

  /** The one file of what has no solution. */
  static Path writeUnsatisfiable(PackageUniverse universe, ResolutionRequest request, Path folder) {
    Path file = folder.resolve("unsatisfiable.opb");
    try {
      Files.createDirectories(folder);
      write(file, out -> OpbExport.writeUnsatisfiable(universe, request, out));
      return file;
    } catch (IOException e) {
      throw refused(folder, e);
    }
  }

  private static Unavailable refused(Path folder, IOException e) {
    return new Unavailable("cannot write problems to " + folder + ": " + e.getMessage(), e);
  }

  /** Something that writes a problem. */
  @FunctionalInterface
  private interface Text {
    void writeTo(Writer out) throws IOException;
  }

  /** Nobody sees half a problem. */
  private static void write(Path file, Text problem) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      problem.writeTo(out);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
