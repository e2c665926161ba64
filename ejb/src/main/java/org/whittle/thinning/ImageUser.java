package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;

/** The user and group, names or numbers, under which the image's process runs. */
record ImageUser(String user, String group) {
  static ImageUser of(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new ImageUser(text, "")
        : new ImageUser(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The user's name, if it is not a number. */
  Optional<String> name() {
    return Optional.of(user).filter(u -> u.matches("[a-z_][a-z0-9_-]{0,31}"));
  }

  /** The group's name, if it is given and not a number. */
  Optional<String> groupName() {
    return Optional.of(group).filter(u -> u.matches("[a-z_][a-z0-9_-]{0,31}"));
  }

  /** The directories to which the process writes: they belong to it, whoever ships them. */
  List<FileEntry> writable(RunConfig run, Accounts accounts, Candidates candidates) {
    int uid = name().map(accounts::uid).orElseGet(() -> number(user));
    int gid = groupName().map(accounts::gid).orElseGet(() -> group.isEmpty() ? uid : number(group));
    List<FileEntry> directories = new ArrayList<>();
    for (FilePath path : run.writable()) {
      FilePath place = UsrMerge.canonical(path);
      if (candidates.at(place).isEmpty()) {
        boolean temporary = place.value().equals("/tmp") || place.value().equals("/var/tmp");
        int mode = candidates.directory(place).map(d -> d.file().mode()).orElse(0755);
        directories.add(
            temporary
                ? FileEntry.directory(place, 01777, 0, 0)
                : FileEntry.directory(place, mode, uid, gid));
      }
    }
    return directories;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
