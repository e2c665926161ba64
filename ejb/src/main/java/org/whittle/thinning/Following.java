package org.whittle.thinning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.whittle.format.FileKind;
import org.whittle.format.elf.ElfFile;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.RuleSet;

/**
 * Follows what kept files name, where no rule speaks of their package: the paths in programs,
 * scripts and configuration, libraries that are opened by name, commands of shell scripts.
 *
 * <p>The author's own files are followed too: a configuration that names a module needs it.
 */
final class Following {
  private static final int MAX_TEXT = 1 << 20;
  private static final Pattern TEXT =
      Pattern.compile(
          "/etc/.*|.*\\.(py|pl|pm|rb|sh|js|mjs|lua|tcl|conf|cnf|ini|cfg|json|ya?ml|xml|service)");
  private static final Pattern SHELL =
      Pattern.compile("(/usr)?/bin/(env\\s+)?(ba|da|k|z|mk)?sh(\\s.*)?");

  /** Directories that packages share: to name one is not to name what lies in it. */
  private static final Pattern SHARED =
      Pattern.compile(
          "/(usr/)?(bin|sbin|lib|lib32|lib64|share|libexec|games|include|src)?"
              + "|/(etc|var|opt|srv|usr/local|var/(lib|log|cache|spool|run|mail|tmp|www))"
              + "|/usr/lib/[a-z0-9_]+-linux-[a-z0-9]+"
              + "|/usr/share/(misc|locale|zoneinfo|man|doc|info|icons|fonts|dbus-1|polkit-1)"
              + "|/etc/(default|init\\.d|pam\\.d|profile\\.d|cron\\..*|ssl|security|alternatives)"
              + "|/usr/(lib|share)/(systemd|perl5|perl|python3|ruby|nodejs)(/.*)?"
              + "|/usr/local/.*");

  private final RuleSet rules;
  private final Candidates candidates;
  private final Probes probes;
  private final Programs programs;
  private final LibrarySearch libraries;
  private int done;

  Following(
      RuleSet rules,
      Candidates candidates,
      Probes probes,
      Programs programs,
      LibrarySearch libraries) {
    this.rules = rules;
    this.candidates = candidates;
    this.probes = probes;
    this.programs = programs;
    this.libraries = libraries;
  }

  /** Follows the files that were kept since the last time. */
  void follow(Closure closure) {
    List<Closure.Kept> fresh = closure.keptSince(done);
    done += fresh.size();
    for (Closure.Kept kept : fresh) {
      Candidate candidate = kept.candidate();
      boolean free = candidate.owner().map(o -> isFree(o.id().name())).orElse(true);
      if (free && candidate.file().kind() == FileKind.REGULAR) {
        follow(closure, candidate);
      }
    }
  }

  private void follow(Closure closure, Candidate candidate) {
    FilePath path = candidate.file().path();
    Probe probe = probes.of(candidate);
    boolean library = Habits.isLibrary(path);
    if (probe.elf().isPresent()) {
      Mentions mentions = probes.mentions(candidate, false);
      mentions.paths().stream().sorted().forEach(p -> path(closure, p, path, !library));
      mentions.libraries().stream()
          .sorted()
          .forEach(name -> library(closure, name, probe.elf().get(), path));
    } else if (isText(candidate, probe) && candidate.file().size() <= MAX_TEXT) {
      Mentions mentions = probes.mentions(candidate, true);
      mentions.paths().stream().sorted().forEach(p -> path(closure, p, path, true));
      if (probe.interpreter().filter(i -> SHELL.matcher(i).matches()).isPresent()) {
        commands(closure, mentions.words(), path);
      }
    }
  }

  /**
   * The closure's packages of which no rule speaks; of the reserve only what is asked for counts.
   */
  private boolean isFree(PackageName name) {
    return candidates.isComposed(name) && !rules.covers(name);
  }

  private static boolean isText(Candidate candidate, Probe probe) {
    return candidate.owner().isEmpty()
        || probe.interpreter().isPresent()
        || TEXT.matcher(candidate.file().path().value()).matches();
  }

  /**
   * Follows a path.
   *
   * @param programs whether programs are meant by it: a library that names one seldom starts it
   */
  private void path(Closure closure, String text, FilePath by, boolean programs) {
    if (text.contains("/../") || text.contains("/./")) {
      return;
    }
    FilePath path = UsrMerge.canonical(FilePath.ofMember(text));
    if (SHARED.matcher(path.value()).matches()
        || Levels.isLeftOutSafely(path)
        || Levels.isHousekeeping(path)) {
      return;
    }
    Reason reason = Reason.of(Reason.Kind.MENTIONED, text, by);
    Optional<Candidate> there = candidates.resolve(path);
    boolean program = Habits.isProgram(path);
    if (there.isPresent()) {
      if (program ? programs : isComposed(there.get())) {
        closure.offerPath(path, reason);
      }
    } else if (!program) {
      candidates
          .directory(path)
          .filter(this::isComposed)
          .ifPresent(d -> directory(closure, d, reason));
    }
  }

  private void directory(Closure closure, Candidate directory, Reason reason) {
    closure.offer(directory, reason);
    for (Candidate c : candidates.below(directory.file().path())) {
      boolean free = c.owner().filter(o -> isFree(o.id().name())).isPresent();
      FilePath path = c.file().path();
      if (free && !Levels.isLeftOutSafely(path) && !Levels.isHousekeeping(path)) {
        closure.offer(c, reason);
      }
    }
  }

  private boolean isComposed(Candidate candidate) {
    return candidate.owner().filter(o -> candidates.isComposed(o.id().name())).isPresent();
  }

  private void library(Closure closure, String name, ElfFile elf, FilePath by) {
    libraries
        .find(name, elf, by, List.of())
        .filter(path -> candidates.resolve(path).filter(this::isComposed).isPresent())
        .ifPresent(path -> closure.offerPath(path, Reason.of(Reason.Kind.MENTIONED, name, by)));
  }

  private void commands(Closure closure, Set<String> words, FilePath by) {
    for (String word : words.stream().sorted().toList()) {
      programs
          .find(word)
          .ifPresent(path -> closure.offerPath(path, Reason.of(Reason.Kind.MENTIONED, word, by)));
    }
  }
}
