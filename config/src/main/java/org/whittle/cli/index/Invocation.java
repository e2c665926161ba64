package org.whittle.cli.index;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.kernel.Architecture;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.IndexFile;
import org.whittle.universe.IndexFiles;
import org.whittle.universe.LoadedUniverse;

/** One run of a command: its arguments, where its answer goes, and what took how long. */
final class Invocation {
  /** Malformed stanzas that are told one by one; an index full of them would drown the rest. */
  private static final int TOLD = 20;

  private final Arguments arguments;
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Timings timings = new Timings();

  /** Reads the words behind a command. */
  Invocation(
      String command,
      List<String> words,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err) {
    this.arguments = new Arguments(command, UsageText.of(command), words);
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  Arguments arguments() {
    return arguments;
  }

  Timings timings() {
    return timings;
  }

  /** Reads the files; what is malformed in them is told on standard error. */
  DebianUniverse universe() {
    List<IndexFile> files = Pins.of(arguments);
    if (files.isEmpty()) {
      throw arguments.wrong("no index is given; write --index FILE");
    }
    List<Architecture> foreign =
        arguments.values("--foreign-arch").stream().map(Architecture::new).toList();
    LoadedUniverse loaded = IndexFiles.loadPinned(files, machine(), foreign, cache());
    timings.add(loaded.timings());
    loaded.skipped().stream().limit(TOLD).forEach(problem -> warn("passed over " + problem));
    if (loaded.skipped().size() > TOLD) {
      warn("passed over " + (loaded.skipped().size() - TOLD) + " stanzas more");
    }
    loaded.notKept().ifPresent(this::warn);
    return loaded.universe();
  }

  /** The architecture of the machine. */
  Architecture machine() {
    return new Architecture(arguments.value("--arch").orElse("amd64"));
  }

  /** Where prepared indices are kept; empty if they are not wanted. */
  private Optional<Path> cache() {
    if (arguments.has("--no-cache")) {
      return Optional.empty();
    }
    String base = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path standard = base.startsWith("/") ? Path.of(base) : Path.of(home, ".cache");
    return Optional.of(
        arguments
            .value("--cache")
            .map(Path::of)
            .orElse(standard.resolve("whittle").resolve("indices")));
  }

  /** Prints what was found, and how long that took if it is wanted. */
  int print(CharSequence output, int status) {
    out.append(output).flush();
    if (arguments.has("--timings")) {
      err.append(timings.toString()).flush();
    }
    return status;
  }

  /** Says on standard error what does not stop the command. */
  void warn(String message) {
    err.println("whittle: " + message);
  }
}
