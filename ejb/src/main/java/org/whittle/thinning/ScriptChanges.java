package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.rules.RuleSet;
import org.whittle.thinning.ScriptWorld.Change;
import org.whittle.thinning.ScriptWorld.Made;
import org.whittle.thinning.ThinTree.UnknownEffect;

/** Does to an image what scripts of its packages make and change. */
final class ScriptChanges {
  private final ScriptWorld world;
  private final RuleSet rules;
  private final Accounts accounts;
  private final List<Change> changes = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private final List<UnknownEffect> unknown = new ArrayList<>();

  ScriptChanges(ScriptWorld world, RuleSet rules, Accounts accounts) {
    this.world = world;
    this.rules = rules;
    this.accounts = accounts;
  }

  /** Takes what the packages' scripts do, once all their accounts are added. */
  void take(List<PackageContents> used) {
    for (Change change : world.changes()) {
      if (used.contains(change.by())) {
        if (isKnown(change)) {
          changes.add(change);
        } else {
          unknown.add(change.origin());
        }
      }
    }
    used.forEach(p -> made.addAll(world.madeBy(p)));
  }

  private boolean isKnown(Change change) {
    String owner = change.owner().orElse("root");
    String group = change.group().filter(g -> !g.isEmpty()).orElse("root");
    boolean user = owner.matches("[0-9]+") || accounts.hasUser(owner) || isRuled(owner);
    boolean known =
        user
            && (group.matches("[0-9]+")
                || accounts.hasGroup(group)
                || rules.group(group).isPresent()
                || isRuled(group));
    if (known && !owner.matches("[0-9]+")) {
      accounts.addUser(owner);
    }
    if (known && !group.matches("[0-9]+")) {
      accounts.addGroup(group);
    }
    return known;
  }

  private boolean isRuled(String user) {
    return rules.user(user).isPresent();
  }

  /** Lines that give files to somebody whom nobody adds. */
  List<UnknownEffect> unknown() {
    return unknown;
  }

  /**
   * Adds the mode and owner of what is changed, unless somebody else has decided, and makes what is
   * made.
   */
  void make(Map<FilePath, FileEntry> attributes, Generated generated, boolean programs) {
    Set<FilePath> decided = Set.copyOf(attributes.keySet());
    for (Change change : changes) {
      FilePath path = UsrMerge.canonical(change.path());
      for (FileEntry file : world.below(path).values()) {
        boolean meant = change.recursive() || file.path().equals(path);
        if (meant && file.kind() != FileKind.SYMLINK && !decided.contains(file.path())) {
          FileEntry now = attributes.getOrDefault(file.path(), file);
          attributes.put(file.path(), changed(now, file, change));
        }
      }
    }
    for (Made m : made) {
      FileEntry file = m.file();
      if (programs || !Habits.isProgram(file.path())) {
        generated.put(attributed(file, attributes.get(file.path())), reason(m));
      }
    }
  }

  /** Why a file that a script makes is in the image. */
  static Reason reason(Made made) {
    UnknownEffect origin = made.origin();
    return Reason.of(
        Reason.Kind.EFFECT, origin.script() + ":" + origin.line() + " of " + origin.id().name());
  }

  private static FileEntry attributed(FileEntry f, @Nullable FileEntry a) {
    return a == null || f.kind() == FileKind.SYMLINK
        ? f
        : new FileEntry(
            f.path(), f.kind(), a.mode(), a.uid(), a.gid(), f.size(), f.contentOrNull(), null);
  }

  /** As a directory of that path, which stands for its attributes alone. */
  private FileEntry changed(FileEntry now, FileEntry file, Change change) {
    boolean directory = file.kind() == FileKind.DIRECTORY;
    int mode = change.mode().map(m -> m.of(now.mode(), directory)).orElse(now.mode());
    int uid = change.owner().map(this::uid).orElse(now.uid());
    Optional<Integer> gid =
        change
            .group()
            .map(g -> g.isEmpty() ? accounts.ownGroup(change.owner().orElse("root")) : gid(g));
    return FileEntry.directory(file.path(), mode, uid, gid.orElse(now.gid()));
  }

  private int uid(String name) {
    return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : accounts.uid(name);
  }

  private int gid(String name) {
    return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : accounts.gid(name);
  }
}
