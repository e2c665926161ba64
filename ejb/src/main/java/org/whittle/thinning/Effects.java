package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Glob;
import org.whittle.rules.Part;
import org.whittle.rules.Position;
import org.whittle.rules.RuleSet;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * What maintainer scripts would have done to the image, without running them: accounts,
 * directories, links and files, by rule or by recognised patterns.
 */
final class Effects {
  private static final int MAX_JOINED = 1 << 20;
  private static final int MAX_TEXT = 1 << 16;
  private static final FilePath SYSUSERS = new FilePath("/usr/lib/sysusers.d");
  private static final FilePath TMPFILES = new FilePath("/usr/lib/tmpfiles.d");
  private static final FilePath PASSWD = new FilePath("/etc/passwd");
  private static final FilePath GROUP = new FilePath("/etc/group");

  private static final Reason PROCESS =
      Reason.of(Reason.Kind.ENTRY_POINT, "directory of the image's process");

  private final RuleSet rules;
  private final Scripts scripts;
  private final Candidates candidates;
  private final Probes probes;
  private final Generated generated;
  private final Accounts accounts;
  private final List<UnknownEffect> unknown = new ArrayList<>();
  private final Map<FilePath, FileEntry> attributes = new HashMap<>();
  private final Map<FilePath, Integer> attributeLayers = new HashMap<>();
  private boolean whole;
  private final List<Tmpfile> tmpfiles = new ArrayList<>();
  private final Map<Tmpfile, String> origins = new HashMap<>();

  Effects(
      RuleSet rules, Scripts scripts, Candidates candidates, Probes probes, Generated generated) {
    this.rules = rules;
    this.scripts = scripts;
    this.candidates = candidates;
    this.probes = probes;
    this.generated = generated;
    this.accounts = new Accounts(rules);
  }

  /** Makes everything, for the packages that are used and the parts that were taken. */
  void make(Blueprint blueprint, List<PackageContents> used, List<Part> parts) {
    whole = blueprint.level() == Blueprint.Level.FULL;
    used.forEach(this::read);
    parts.forEach(
        part -> {
          part.users().forEach(u -> accounts.addUser(u.value()));
          part.groups().forEach(g -> accounts.addGroup(g.value()));
          part.directories().forEach(d -> owners(d.owner(), d.group()));
          part.files().forEach(f -> owners(f.owner(), f.group()));
          part.adjusts().forEach(a -> owners(a.owner(), a.group()));
        });
    tmpfiles.forEach(t -> owners(t.owner(), t.group()));
    ImageUser user = ImageUser.of(blueprint.run().user());
    user.name().ifPresent(accounts::addUser);
    user.groupName().ifPresent(accounts::addGroup);
    ScriptChanges changes = new ScriptChanges(scripts.world(), rules, accounts);
    changes.take(used);
    unknown.addAll(changes.unknown());
    accounts.number();
    for (FileEntry directory : user.writable(blueprint.run(), accounts, candidates)) {
      attributes.put(directory.path(), directory);
      generated.put(directory, PROCESS);
    }
    parts.forEach(this::make);
    tmpfiles.forEach(this::make);
    changes.make(attributes, generated, blueprint.level() != Blueprint.Level.THIN);
    FilePath start = UsrMerge.canonical(blueprint.run().workingDirectory());
    if (!start.equals(FilePath.ROOT) && candidates.at(start).isEmpty()) {
      FileEntry directory =
          candidates
              .directory(start)
              .map(Candidate::file)
              .orElse(FileEntry.directory(start, 0755, 0, 0));
      generated.put(directory, PROCESS);
    }
    Reason reason = Reason.of(Reason.Kind.EFFECT, "accounts");
    generated.file(PASSWD, 0644, 0, 0, accounts.passwd(), reason);
    generated.file(GROUP, 0644, 0, 0, accounts.group(), reason);
  }

  private void owners(String owner, String group) {
    if (!owner.matches("[0-9]+")) {
      accounts.addUser(owner);
    }
    if (!group.matches("[0-9]+")) {
      accounts.addGroup(group);
    }
  }

  private void read(PackageContents contents) {
    ScriptEffects effects = scripts.of(contents);
    effects.accounts().forEach(accounts::add);
    effects.members().forEach(accounts::join);
    unknown.addAll(effects.unknown());
    for (Candidate c : candidates.of(contents)) {
      FilePath path = c.file().path();
      if (path.isEntryOf(SYSUSERS)) {
        probes
            .text(c, MAX_TEXT)
            .lines()
            .forEach(l -> AccountEffect.ofSysusers(l).ifPresent(accounts::add));
      } else if (path.isEntryOf(TMPFILES)) {
        probes.text(c, MAX_TEXT).lines().forEach(l -> Tmpfile.of(l).ifPresent(t -> tmpfile(t, c)));
      }
    }
  }

  private void tmpfile(Tmpfile tmpfile, Candidate from) {
    tmpfiles.add(tmpfile);
    origins.put(tmpfile, from.file().path().name());
  }

  private void make(Part part) {
    for (Part.Directory d : part.directories()) {
      FileEntry entry =
          FileEntry.directory(
              UsrMerge.canonical(d.path()),
              d.mode(),
              accounts.uid(d.owner()),
              accounts.gid(d.group()));
      attribute(entry, d.at());
      generated.rule(entry, d.at(), rules);
    }
    for (Part.Created f : part.files()) {
      generated.rule(
          generated.regular(
              UsrMerge.canonical(f.path()),
              f.mode(),
              accounts.uid(f.owner()),
              accounts.gid(f.group()),
              f.content()),
          f.at(),
          rules);
    }
    for (Part.Link l : part.links()) {
      generated.rule(FileEntry.symlink(UsrMerge.canonical(l.path()), l.to()), l.at(), rules);
    }
    for (Part.Join j : part.joins()) {
      FilePath path = UsrMerge.canonical(j.path());
      List<Candidate> files = joined(j.files());
      FileEntry joined =
          switch (j.form()) {
            case TEXT -> generated.regular(path, 0644, 0, 0, text(files));
            case JAVA_KEYSTORE -> generated.regular(path, 0644, 0, 0, keystore(files));
          };
      generated.rule(joined, j.at(), rules);
    }
    for (Part.Adjust a : part.adjusts()) {
      FilePath path = UsrMerge.canonical(a.path());
      attribute(
          FileEntry.directory(path, a.mode(), accounts.uid(a.owner()), accounts.gid(a.group())),
          a.at());
    }
  }

  /** The first of a layer has it, unless a later layer says otherwise. */
  private void attribute(FileEntry entry, Position at) {
    int layer = rules.layer(at);
    if (!attributes.containsKey(entry.path())
        || layer > attributeLayers.getOrDefault(entry.path(), layer)) {
      attributes.put(entry.path(), entry);
      attributeLayers.put(entry.path(), layer);
    }
  }

  private List<Candidate> joined(Glob files) {
    return candidates.packagesFor(List.of(files)).stream()
        .flatMap(p -> candidates.of(p).stream())
        .filter(c -> c.file().kind() == FileKind.REGULAR && files.matches(c.file().path()))
        .sorted(Comparator.comparing(c -> c.file().path()))
        .toList();
  }

  private String text(List<Candidate> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(c -> text.append(probes.text(c, MAX_JOINED).strip()).append('\n'));
    return text.toString();
  }

  private byte[] keystore(List<Candidate> files) {
    JavaKeyStore store = new JavaKeyStore();
    files.forEach(c -> store.trust(c.file().path().name(), probes.text(c, MAX_JOINED)));
    return store.bytes();
  }

  private void make(Tmpfile t) {
    Reason reason = Reason.of(Reason.Kind.EFFECT, "tmpfiles.d: " + origins.getOrDefault(t, ""));
    if (t.link().isPresent() && isLeftOut(t.path().resolveLink(t.link().get()))) {
      return;
    }
    if (t.link().isPresent()) {
      generated.put(FileEntry.symlink(t.path(), t.link().get()), reason);
    } else {
      generated.put(
          FileEntry.directory(
              t.path(), t.mode(), number(t.owner(), true), number(t.group(), false)),
          reason);
    }
  }

  /** A link to documentation leads nowhere in an image without it. */
  private boolean isLeftOut(FilePath target) {
    return Levels.isLeftOutSafely(target) && !whole;
  }

  private int number(String name, boolean user) {
    if (name.matches("[0-9]{1,5}")) {
      return Integer.parseInt(name);
    }
    return user ? accounts.uid(name) : accounts.gid(name);
  }

  /** Mode and owner that rules give to a path, as a directory of that path. */
  Map<FilePath, FileEntry> attributes() {
    return attributes;
  }

  List<UnknownEffect> unknown() {
    return unknown;
  }
}
