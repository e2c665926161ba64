package org.whittle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.whittle.build.ReasonText;
import org.whittle.build.local.FileListing;
import org.whittle.build.local.ImageFile;
import org.whittle.kernel.FilePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the files of an image that was built on this machine. */
@Command(
    name = "files",
    description =
        "List the files of an image that whittle build has written, or tell why one is there.")
final class ArtifactFilesCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "IMAGE",
      description = "An artifact, its list of files, or the directory that holds them.")
  private Path image = Path.of(".");

  @Option(names = "--why", paramLabel = "PATH", description = "Tell why the path is there.")
  private Optional<String> why = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // The parser sets it, and prints the help itself.
  private boolean help;

  @Override
  public Integer call() {
    List<ImageFile> files = FileListing.read(image);
    PrintWriter out = command.commandLine().getOut();
    int status = why.isPresent() ? tell(files, new FilePath(why.get()), out) : list(files, out);
    out.flush();
    return status;
  }

  private static int list(List<ImageFile> files, PrintWriter out) {
    for (ImageFile listed : files) {
      out.println(
          String.format(
              Locale.ROOT,
              "%06o %d:%d %10d %s%s  %s",
              listed.file().mode(),
              listed.file().uid(),
              listed.file().gid(),
              listed.file().size(),
              listed.file().path(),
              listed.file().link().map(link -> " -> " + link).orElse(""),
              listed.packageName().orElse("-")));
    }
    return Whittle.OK;
  }

  private static int tell(List<ImageFile> files, FilePath path, PrintWriter out) {
    Map<FilePath, ImageFile> byPath = new HashMap<>();
    files.forEach(file -> byPath.put(file.file().path(), file));
    List<String> chain = new ArrayList<>();
    Set<FilePath> seen = new HashSet<>();
    Optional<ImageFile> at = Optional.ofNullable(byPath.get(path));
    while (at.isPresent() && seen.add(at.get().file().path())) {
      chain.add(ReasonText.of(at.get().file().path(), at.get().reason()));
      at = at.get().reason().because().map(byPath::get);
    }
    out.println(path + (chain.isEmpty() ? " is not there" : " is there:"));
    chain.forEach(step -> out.println("  " + step));
    return chain.isEmpty() ? Whittle.TOLD_NO : Whittle.OK;
  }
}
