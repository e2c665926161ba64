package org.whittle.application.registry;

import java.util.List;

/**
 * Some tags of a repository.
 *
 * @param tags ordered by their bytes
 * @param more whether there are tags behind the last of these
 */
public record Tags(List<String> tags, boolean more) {
  /** Copies the list. */
  public Tags {
    tags = List.copyOf(tags);
  }
}
