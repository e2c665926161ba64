package org.whittle.portal.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The artifact that a path names: {@code /<image>/<version>/<kind>}. */
record Wanted(String image, int version, String kind) {
  private static final Pattern PATH = Pattern.compile("/([^/]+)/([0-9]{1,9})/([a-z0-9]+)");

  /** Reads the path behind the servlet's; empty if it names nothing. */
  static Optional<Wanted> of(@Nullable String path) {
    Matcher matcher = PATH.matcher(path == null ? "" : path);
    return matcher.matches()
        ? Optional.of(
            new Wanted(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
        : Optional.empty();
  }
}
