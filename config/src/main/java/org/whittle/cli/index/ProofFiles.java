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

/** Writes the problems of an answer, with the bounds that it claims, for other solvers to prove. */
final class ProofFiles {
  private ProofFiles() {}

  /** A file for each objective in a folder, which is made if it is absent, numbered in order. */
  static void write(OpbExport export, Path folder) {
    try {
      Files.createDirectories(folder);
      List<Objective> objectives = export.objectives();
      for (int i = 0; i < objectives.size(); i++) {
        String name = objectives.get(i).name().toLowerCase(Locale.ROOT).replace('_', '-');
        write(export, objectives.get(i), folder.resolve((i + 1) + "-" + name + ".opb"));
      }
    } catch (IOException e) {
      throw new Unavailable("cannot write problems to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Nobody sees half a problem. */
  private static void write(OpbExport export, Objective objective, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      export.write(objective, out);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
