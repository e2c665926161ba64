package org.whittle.verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;

/**
 * Reads what {@code strace} recorded of a process and all that it started.
 *
 * <p>The record begins with the sandbox itself: the second program that is started is the image's.
 * Relative paths are made absolute by the directory that strace names or that the process changed
 * to.
 */
final class TraceReader {
  /** The calls to be traced: all that take a path, and what is needed to understand those. */
  static final String CALLS = "%file,fchdir,clone,?clone3,fork,vfork,getdents64,?getdents,bind";

  private static final int MAX_ACCESSES = 200_000;

  /** In characters: in bytes a path may have four times as many. */
  private static final int MAX_PATH = 1000;

  private static final Pattern PROCESS = Pattern.compile("(\\d+)(?: /\\* (\\d+) in .*\\*/)?.*");
  private static final Set<String> BIRTHS = Set.of("clone", "clone3", "fork", "vfork");
  private static final Set<String> IGNORED =
      Set.of("mount", "umount", "umount2", "pivot_root", "chroot", "swapon", "swapoff", "acct");
  private static final Set<String> MAKES =
      Set.of("mkdir", "mkdirat", "mknod", "mknodat", "creat", "bind");
  private static final Set<String> MAKES_SECOND =
      Set.of("symlink", "symlinkat", "link", "linkat", "rename", "renameat", "renameat2");

  private final FilePath start;
  private final Map<Integer, String> begun = new HashMap<>();
  private final Map<Integer, FilePath> directories = new HashMap<>();
  private final Map<Integer, String> programs = new HashMap<>();
  private final Set<Access> accesses = new LinkedHashSet<>();
  private final Set<AbnormalEnd> ends = new LinkedHashSet<>();
  private String first = "";
  private int programsStarted;
  private boolean whole = true;

  private TraceReader(FilePath start) {
    this.start = start;
  }

  /**
   * Reads a record.
   *
   * @param start the directory in which the image's process begins
   * @param limit bytes at which the record was cut off
   */
  static Trace read(String test, Path record, FilePath start, long limit) {
    TraceReader reader = new TraceReader(start);
    try (BufferedReader lines = Files.newBufferedReader(record, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.line(line);
      }
      boolean cut = Files.size(record) >= limit || reader.programsStarted < 2;
      return new Trace(
          test, List.copyOf(reader.accesses), reader.whole && !cut, List.copyOf(reader.ends));
    } catch (IOException e) {
      throw new Unavailable("cannot read the record of a test: " + e.getMessage(), e);
    }
  }

  private void line(String line) {
    if (line.endsWith("+++") && programsStarted >= 2) {
      ended(line);
    }
    TracedCall.of(line, begun).ifPresent(this::call);
    // A program that is being started replaces the sandbox before its call has returned.
    if (programsStarted < 2 && line.contains(" execve(")) {
      programsStarted++;
    }
  }

  /** What ends before the image's program has started is the sandbox's own. */
  private void ended(String line) {
    String pid = line.substring(0, Math.max(0, line.indexOf(' ')));
    if (pid.matches("\\d{1,9}")) {
      // A child may end before the call that made it has returned.
      AbnormalEnd.of(line, programs.getOrDefault(Integer.parseInt(pid), first))
          .ifPresent(ends::add);
    }
  }

  private void call(TracedCall call) {
    String name = call.name();
    if (BIRTHS.contains(name)) {
      born(call);
    } else if (name.equals("chdir") && call.succeeded()) {
      call.paths().stream()
          .findFirst()
          .flatMap(p -> absolute(call.pid(), p))
          .ifPresent(d -> directories.put(call.pid(), d));
    } else if (name.equals("fchdir") && call.succeeded()) {
      call.descriptor().flatMap(TraceReader::path).ifPresent(d -> directories.put(call.pid(), d));
    }
    boolean ofImage = programsStarted >= (name.startsWith("execve") ? 1 : 2);
    if (ofImage && !IGNORED.contains(name)) {
      access(call, name);
    }
  }

  private void born(TracedCall call) {
    Matcher m = PROCESS.matcher(call.result());
    if (m.matches()) {
      int child = Integer.parseInt(m.group(2) != null ? m.group(2) : m.group(1));
      Optional.ofNullable(directories.get(call.pid()))
          .ifPresent(d -> directories.putIfAbsent(child, d));
      Optional.ofNullable(programs.get(call.pid())).ifPresent(p -> programs.putIfAbsent(child, p));
    }
  }

  private void access(TracedCall call, String name) {
    if (name.startsWith("getdents")) {
      call.descriptor()
          .flatMap(TraceReader::path)
          .ifPresent(p -> add(call.pid(), Access.Kind.LISTED, p));
      return;
    }
    List<TracedCall.Asked> asked = call.paths();
    if (asked.isEmpty()) {
      return;
    }
    if (MAKES_SECOND.contains(name)) {
      if (asked.size() > 1 && !name.startsWith("symlink")) {
        seen(call, asked.getFirst(), false);
      }
      seen(call, asked.getLast(), true);
    } else if (name.startsWith("execve")) {
      started(call, asked.getFirst());
    } else {
      seen(call, asked.getFirst(), MAKES.contains(name) || call.arguments().contains("O_CREAT"));
    }
  }

  private void started(TracedCall call, TracedCall.Asked program) {
    if (call.succeeded()) {
      Optional<FilePath> path = absolute(call.pid(), program);
      path.ifPresent(
          p -> {
            programs.put(call.pid(), p.value());
            first = first.isEmpty() ? p.value() : first;
            add(call.pid(), Access.Kind.STARTED, p);
          });
    } else {
      seen(call, program, false);
    }
  }

  private void seen(TracedCall call, TracedCall.Asked asked, boolean makes) {
    if (!call.foundNothing() && !call.succeeded()) {
      return;
    }
    Access.Kind kind =
        call.succeeded() ? Access.Kind.FOUND : makes ? Access.Kind.NOT_MADE : Access.Kind.ABSENT;
    if (!asked.path().isEmpty()) {
      absolute(call.pid(), asked).ifPresent(p -> add(call.pid(), kind, p));
    }
  }

  private void add(int pid, Access.Kind kind, FilePath path) {
    if (accesses.size() < MAX_ACCESSES) {
      accesses.add(new Access(kind, path, programs.getOrDefault(pid, first)));
    } else {
      whole = false;
    }
  }

  private Optional<FilePath> absolute(int pid, TracedCall.Asked asked) {
    if (asked.path().startsWith("/")) {
      return path(asked.path());
    }
    FilePath directory =
        asked
            .directory()
            .flatMap(TraceReader::path)
            .orElseGet(() -> directories.getOrDefault(pid, start));
    return path(directory.value() + "/" + asked.path());
  }

  /** Without empty and dotted steps; what is no path of a file system is nobody's miss. */
  private static Optional<FilePath> path(String text) {
    List<String> steps = new ArrayList<>();
    for (String step : text.split("/")) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.removeLast();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    String path = "/" + String.join("/", steps);
    boolean usable = text.startsWith("/") && text.indexOf('\0') < 0 && path.length() < MAX_PATH;
    return usable ? Optional.of(new FilePath(path)) : Optional.empty();
  }
}
