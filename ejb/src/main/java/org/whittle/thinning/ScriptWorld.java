package org.whittle.thinning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Part;
import org.whittle.rules.RuleSet;
import org.whittle.rules.Slice;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * The system as maintainer scripts find and change it on a new installation: the files of all
 * packages, what scripts made before, and the accounts.
 */
final class ScriptWorld {
  private static final int MAX_TEXT = 1 << 18;
  private static final Pattern USUAL =
      Pattern.compile(
          "/(etc|usr|var|srv|opt|tmp|run|root|home|mnt)?|/usr/(s?bin|lib|share|local)"
              + "|/var/(lib|log|cache|spool|tmp|mail|run)|/etc/default");

  /** What depends on the machine, or is made by others than packages. */
  private static final Pattern OPEN =
      Pattern.compile(
          "/(proc|sys|dev|home|root|tmp|mnt|media|boot)(/.*)?|/var/(tmp|run|backups)(/.*)?"
              + "|/run/(systemd|udev|dbus|user|lock|initctl|resolvconf)(/.*)?"
              + "|/var/lib/(dpkg|ucf|apt|dbus|systemd)(/.*)?"
              + "|/etc/(g?shadow|passwd|group|hosts|hostname|fstab|mtab|resolv.conf|localtime"
              + "|timezone|mailname|machine-id|inittab|default/locale|locale.*)");

  private final RuleSet rules;
  private final Candidates candidates;
  private final Probes probes;
  private final Generated generated;
  private final Map<FilePath, Made> made = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<FilePath> doubtful = new HashSet<>();
  private final Set<FilePath> ruled = new HashSet<>();
  private final Set<String> users = new HashSet<>();
  private final Set<String> groups = new HashSet<>();
  private Optional<PackageContents> arriving = Optional.empty();

  /** What is at a path. */
  enum There {
    NOTHING,
    DIRECTORY,
    FILE,
    LINK,
    UNKNOWN
  }

  /**
   * A file, directory or link that a script makes; it belongs to root as yet.
   *
   * @param origin the line that makes it
   */
  record Made(FileEntry file, PackageContents by, UnknownEffect origin) {}

  /**
   * A path's new owner, group or mode.
   *
   * @param group empty text: the owner's own
   * @param origin the line that says so
   */
  record Change(
      FilePath path,
      Optional<String> owner,
      Optional<String> group,
      Optional<ModeChange> mode,
      boolean recursive,
      PackageContents by,
      UnknownEffect origin) {}

  ScriptWorld(RuleSet rules, Candidates candidates, Probes probes, Generated generated) {
    this.rules = rules;
    this.candidates = candidates;
    this.probes = probes;
    this.generated = generated;
    rules.rules().forEach(rule -> doubt(rule.part()));
    candidates.packages().stream()
        .flatMap(p -> rules.slices(p.id().name()).stream())
        .map(Slice::part)
        .forEach(this::doubt);
  }

  /** What rules make is there for some images only. */
  private void doubt(Part part) {
    part.directories().forEach(d -> ruled.add(UsrMerge.canonical(d.path())));
    part.files().forEach(f -> ruled.add(UsrMerge.canonical(f.path())));
    part.links().forEach(l -> ruled.add(UsrMerge.canonical(l.path())));
    part.joins().forEach(j -> ruled.add(UsrMerge.canonical(j.path())));
  }

  /**
   * The script of a package is run next.
   *
   * @param unpacked whether its own files are there already
   */
  void begin(PackageContents contents, boolean unpacked) {
    arriving = unpacked ? Optional.empty() : Optional.of(contents);
  }

  /** Something may have happened to the path that nobody knows. */
  void doubt(FilePath path) {
    doubtful.add(UsrMerge.canonical(path));
  }

  /** What is at the path, links followed. */
  There at(FilePath asked) {
    return at(asked, 0);
  }

  private There at(FilePath asked, int links) {
    FilePath path = UsrMerge.canonical(asked);
    if (links > 20 || doubtful.stream().anyMatch(path::isWithin)) {
      return There.UNKNOWN;
    }
    There itself = itself(path);
    if (itself != There.LINK) {
      return itself;
    }
    Made link = made.get(path);
    FileEntry entry = link != null ? link.file() : candidates.at(path).orElseThrow().file();
    return at(Candidates.follow(entry), links + 1);
  }

  /** What is at the path, which may be a link itself. */
  There itself(FilePath asked) {
    FilePath path = UsrMerge.canonical(asked);
    if (doubtful.stream().anyMatch(path::isWithin)) {
      return There.UNKNOWN;
    }
    Made own = made.get(path);
    if (own != null) {
      return there(own.file());
    }
    Optional<Candidate> shipped = candidates.at(path).or(() -> candidates.directory(path));
    if (shipped.filter(c -> arriving.isEmpty() || !c.owner().equals(arriving)).isPresent()) {
      return there(shipped.get().file());
    }
    if (ruled.contains(path)) {
      return There.UNKNOWN;
    }
    Optional<Candidate> link = candidates.linkOnTheWay(path);
    if (link.isPresent()) {
      return itself(Candidates.through(link.get().file(), path));
    }
    if (USUAL.matcher(path.value()).matches()
        || made.keySet().stream().anyMatch(p -> p.isWithin(path))) {
      return There.DIRECTORY;
    }
    if (path.value().equals("/run/systemd/system")) {
      return There.NOTHING;
    }
    boolean open = OPEN.matcher(path.value()).matches() || isBelowLink(path);
    return open ? There.UNKNOWN : There.NOTHING;
  }

  private boolean isBelowLink(FilePath path) {
    for (FilePath d = path.parent(); !d.equals(FilePath.ROOT); d = d.parent()) {
      Made way = made.get(d);
      if (way != null && way.file().kind() == FileKind.SYMLINK) {
        return true;
      }
    }
    return false;
  }

  private static There there(FileEntry file) {
    return switch (file.kind()) {
      case DIRECTORY -> There.DIRECTORY;
      case SYMLINK -> There.LINK;
      default -> There.FILE;
    };
  }

  /** The regular file at the path, links followed: a package's, or one that a script made. */
  Optional<FileEntry> file(FilePath path) {
    Made own = made.get(UsrMerge.canonical(path));
    return own != null && own.file().kind() == FileKind.REGULAR
        ? Optional.of(own.file())
        : candidates
            .resolve(path)
            .map(Candidate::file)
            .filter(f -> f.kind() == FileKind.REGULAR && at(path) == There.FILE);
  }

  /** The text of a shipped file, if it is a small one. */
  Optional<String> text(FilePath path) {
    return at(path) == There.FILE
        ? candidates
            .resolve(path)
            .filter(c -> c.file().size() <= MAX_TEXT)
            .map(c -> probes.text(c, MAX_TEXT))
        : Optional.empty();
  }

  /** A script makes a file, directory or link. */
  void make(FileEntry file, PackageContents by, UnknownEffect origin) {
    FileEntry entry = UsrMerge.canonical(file);
    made.put(entry.path(), new Made(entry, by, origin));
  }

  /** Makes a file of a text. */
  void write(FilePath path, String text, int mode, PackageContents by, UnknownEffect origin) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    make(generated.regular(UsrMerge.canonical(path), mode, 0, 0, bytes), by, origin);
  }

  /** Whether the author of the image put a file there, which nobody replaces. */
  boolean isAuthors(FilePath path) {
    return candidates.at(UsrMerge.canonical(path)).filter(c -> c.owner().isEmpty()).isPresent();
  }

  /** Whether a script made it. */
  boolean isMade(FilePath path) {
    return made.containsKey(UsrMerge.canonical(path));
  }

  /** The place of an absolute path; {@code /var/run} is a link to {@code /run} everywhere. */
  static FilePath place(String word) {
    return UsrMerge.canonical(
        FilePath.ROOT.resolveLink(word.replaceFirst("^/+var/+run(?=/|$)", "/run")));
  }

  /** Whether a script made it, and it can be taken away again. */
  boolean remove(FilePath path) {
    return made.remove(UsrMerge.canonical(path)) != null;
  }

  void change(Change change) {
    changes.add(change);
  }

  void account(AccountEffect effect) {
    (effect.user() ? users : groups).add(effect.name());
    effect.group().ifPresent(groups::add);
  }

  Truth hasUser(String name) {
    return has(users.contains(name), rules.user(name).map(u -> u.uid().isPresent()), name);
  }

  Truth hasGroup(String name) {
    return has(groups.contains(name), rules.group(name).map(g -> g.gid().isPresent()), name);
  }

  /** Accounts of rules are there if a slice says so, but for those that all systems have. */
  private static Truth has(boolean made, Optional<Boolean> ruled, String name) {
    if (made || name.equals("root") || name.equals("nogroup")) {
      return Truth.TRUE;
    }
    return ruled.isPresent() ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** Whether a program of the name is installed. */
  Truth hasProgram(String name) {
    return Truth.of(new Programs(candidates, Optional.empty()).find(name).isPresent());
  }

  /** What scripts of the package made. */
  List<Made> madeBy(PackageContents contents) {
    return made.values().stream().filter(m -> m.by().equals(contents)).toList();
  }

  Collection<Made> made() {
    return made.values();
  }

  List<Change> changes() {
    return changes;
  }

  /** Everything below a directory that has a mode: of packages and made. */
  Map<FilePath, FileEntry> below(FilePath directory) {
    Map<FilePath, FileEntry> all = new LinkedHashMap<>();
    candidates.below(directory).forEach(c -> all.put(c.file().path(), c.file()));
    candidates.directoriesBelow(directory).forEach(c -> all.put(c.file().path(), c.file()));
    made.forEach(
        (path, m) -> {
          if (path.isWithin(directory)) {
            all.put(path, m.file());
          }
        });
    return all;
  }
}
