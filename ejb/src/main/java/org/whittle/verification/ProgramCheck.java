package org.whittle.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whittle.format.FileEntry;
import org.whittle.format.elf.ElfFile;
import org.whittle.kernel.FilePath;

/**
 * Checks that what each program asks for is in the image: loader, libraries, interpreter.
 *
 * <p>Libraries are looked for as ld.so(8) does, without what the loading program's search path
 * would add; a library that lies elsewhere in the image is a remark, since a program that has
 * loaded it already (as Java does) satisfies the need.
 */
final class ProgramCheck {
  private static final Pattern BUILT_IN =
      Pattern.compile("(/usr)?/lib(32|64|x32)?(/[a-z0-9_]+-linux-[a-z0-9]+)?");

  private final FileIndex image;
  private final FileIndex closure;
  private final ProgramFacts facts;
  private final Consumer<Fault> faults;
  private final List<FilePath> configured;

  ProgramCheck(
      FileIndex image,
      FileIndex closure,
      ProgramFacts facts,
      Function<FilePath, String> texts,
      Consumer<Fault> faults) {
    this.image = image;
    this.closure = closure;
    this.facts = facts;
    this.faults = faults;
    this.configured = configured(texts);
  }

  /** The directories of {@code /etc/ld.so.conf.d}, of which the loader's cache is made. */
  private List<FilePath> configured(Function<FilePath, String> texts) {
    List<FilePath> directories = new ArrayList<>();
    for (FilePath conf : closure.in(new FilePath("/etc/ld.so.conf.d"))) {
      texts
          .apply(conf)
          .lines()
          .map(String::strip)
          .filter(line -> line.startsWith("/"))
          .forEach(line -> directories.add(FilePath.ROOT.resolveLink(line)));
    }
    return List.copyOf(directories);
  }

  void check(FileEntry file) {
    Optional<ElfFile> elf = facts.elf(file);
    if (elf.isPresent()) {
      elf.get().interpreter().ifPresent(loader -> loader(file, loader));
      elf.get().needed().forEach(name -> library(file, elf.get(), name));
    } else if (file.isExecutable()) {
      facts.interpreter(file).ifPresent(line -> script(file, line));
    }
  }

  private void loader(FileEntry file, String loader) {
    if (!loader.startsWith("/") || image.regular(FilePath.ROOT.resolveLink(loader)).isEmpty()) {
      add(Fault.Kind.MISSING_INTERPRETER, file, "its loader " + loader + " is not in the image");
    }
  }

  private void library(FileEntry file, ElfFile by, String name) {
    List<FilePath> places =
        name.contains("/") ? List.of(file.path().resolveLink(name)) : image.named(name);
    List<FilePath> fitting = places.stream().filter(place -> fits(by, place)).toList();
    if (fitting.isEmpty()) {
      List<FilePath> there = name.isEmpty() ? List.of() : closure.named(name);
      add(
          there.isEmpty() ? Fault.Kind.UNKNOWN_LIBRARY : Fault.Kind.MISSING_LIBRARY,
          file,
          "it needs "
              + name
              + (there.isEmpty()
                  ? ", which no package of the closure has"
                  : ", which is left out: " + there.getFirst()));
    } else if (!name.contains("/") && fitting.stream().noneMatch(p -> isSearched(p, by, file))) {
      add(
          Fault.Kind.LIBRARY_ELSEWHERE,
          file,
          "it needs "
              + name
              + ", which the loader finds at "
              + fitting.getFirst()
              + " only if the program has loaded it before");
    }
  }

  private boolean fits(ElfFile by, FilePath place) {
    return image.regular(place).flatMap(facts::elf).filter(by::fits).isPresent();
  }

  private boolean isSearched(FilePath place, ElfFile by, FileEntry file) {
    FilePath directory = place.parent();
    if (BUILT_IN.matcher(directory.value()).matches() || configured.contains(directory)) {
      return true;
    }
    String origin = file.path().parent().value();
    UnaryOperator<String> expanded =
        path -> path.replace("${ORIGIN}", origin).replace("$ORIGIN", origin);
    return Stream.concat(by.runpath().stream(), by.rpath().stream())
        .map(expanded)
        .filter(path -> path.startsWith("/"))
        .map(FilePath.ROOT::resolveLink)
        .anyMatch(
            path -> path.equals(directory) || image.resolve(path).equals(image.resolve(directory)));
  }

  private void script(FileEntry file, String line) {
    String program = line.strip().split("\\s+", 2)[0];
    if (program.startsWith("/")) {
      FilePath path = FilePath.ROOT.resolveLink(program);
      if (image.regular(path).isEmpty()) {
        boolean known = closure.regular(path).isPresent();
        add(
            known ? Fault.Kind.MISSING_INTERPRETER : Fault.Kind.UNKNOWN_INTERPRETER,
            file,
            "it is run by "
                + program
                + ", which "
                + (known ? "is left out" : "no package of the closure has"));
      }
    }
  }

  private void add(Fault.Kind kind, FileEntry file, String detail) {
    faults.accept(new Fault(kind, file.path(), detail));
  }
}
