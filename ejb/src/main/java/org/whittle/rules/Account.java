package org.whittle.rules;

import java.util.Optional;
import org.whittle.kernel.FilePath;

/** A user or group that rules know by name. */
public sealed interface Account {
  /** The name. */
  String name();

  /** Where the rules define it. */
  Position at();

  /**
   * A user.
   *
   * @param uid fixed number; else one is derived from the name
   * @param group name of the primary group
   */
  record User(
      Position at,
      String name,
      Optional<Integer> uid,
      String group,
      String comment,
      FilePath home,
      String shell)
      implements Account {}

  /**
   * A group.
   *
   * @param gid fixed number; else one is derived from the name
   */
  record Group(Position at, String name, Optional<Integer> gid) implements Account {}
}
