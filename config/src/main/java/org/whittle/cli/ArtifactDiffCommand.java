package org.whittle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.whittle.build.local.FileDifference;
import org.whittle.build.local.FileListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two images that were built on this machine. */
@Command(
    name = "diff",
    description = "Show which files differ between two images that whittle build has written.",
    footer = {"", "Ends with 0 if they are the same and with 1 if they differ."})
final class ArtifactDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A", description = "An artifact of the one.")
  private Path one = Path.of(".");

  @Parameters(index = "1", paramLabel = "B", description = "An artifact of the other.")
  private Path other = Path.of(".");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // The parser sets it, and prints the help itself.
  private boolean help;

  @Override
  public Integer call() {
    List<FileDifference.Line> lines =
        FileDifference.of(FileListing.read(one), FileListing.read(other));
    PrintWriter out = command.commandLine().getOut();
    for (FileDifference.Line line : lines) {
      out.println(
          Cells.word(line.change().name())
              + " "
              + line.path()
              + (line.growth() == 0 ? "" : " " + Cells.bytes(line.growth())));
    }
    long growth = lines.stream().mapToLong(FileDifference.Line::growth).sum();
    out.println(lines.size() + " files differ, size " + Cells.bytes(growth));
    out.flush();
    return lines.isEmpty() ? Whittle.OK : Whittle.TOLD_NO;
  }
}
