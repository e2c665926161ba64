package org.whittle.thinning;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.FilePath;

/** Finds programs by their names, as a shell of the image would. */
final class Programs {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Candidates candidates;
  private final List<FilePath> path;

  Programs(Candidates candidates, Optional<String> path) {
    this.candidates = candidates;
    this.path =
        Arrays.stream(path.orElse(DEFAULT_PATH).split(":", -1))
            .filter(d -> d.startsWith("/"))
            .map(d -> UsrMerge.canonical(FilePath.ROOT.resolveLink(d)))
            .distinct()
            .toList();
  }

  /** The path of a program: as given if absolute, else the first of that name. */
  Optional<FilePath> find(String name) {
    if (name.startsWith("/")) {
      FilePath given = FilePath.ROOT.resolveLink(name);
      return candidates.resolve(given).map(c -> given);
    }
    if (name.isEmpty() || name.contains("/") || name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    return path.stream()
        .map(d -> d.child(name))
        .filter(p -> candidates.resolve(p).isPresent())
        .findFirst();
  }

  /** Wants the interpreter of a script, and the program that {@code env} would start. */
  void script(Closure closure, FilePath script, String line) {
    String[] words = line.split("\\s+");
    Reason reason = Reason.of(Reason.Kind.INTERPRETER, line, script);
    if (words[0].startsWith("/")) {
      closure.want(FilePath.ROOT.resolveLink(words[0]), reason);
    }
    if (words[0].endsWith("/env")) {
      Arrays.stream(words)
          .skip(1)
          .filter(w -> !w.startsWith("-") && !w.contains("="))
          .findFirst()
          .flatMap(this::find)
          .ifPresent(p -> closure.want(p, reason));
    }
  }
}
