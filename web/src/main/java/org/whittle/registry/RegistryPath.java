package org.whittle.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an address below {@code /v2} asks for (OCI distribution-spec 1.1, "Endpoints"). */
sealed interface RegistryPath {
  /** Whether this is a registry: end-1. */
  record Base() implements RegistryPath {}

  /** A manifest by tag or digest: end-3. */
  record Manifest(String name, String reference) implements RegistryPath {}

  /** A blob by digest: end-2. */
  record Blob(String name, String digest) implements RegistryPath {}

  /** The tags of a repository: end-8. */
  record TagList(String name) implements RegistryPath {}

  /** What refers to a manifest: end-12. */
  record Referrers(String name, String digest) implements RegistryPath {}

  /** The forms of the specification, "Pulling manifests". */
  Pattern NAME =
      Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

  Pattern PATH = Pattern.compile("/(.+)/(manifests|blobs|tags|referrers)/([^/]+)");

  /** Reads the path behind {@code /v2}; empty if it is none of the registry's. */
  static Optional<RegistryPath> of(@Nullable String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return Optional.of(new Base());
    }
    Matcher matcher = PATH.matcher(path);
    if (path.length() > 1000 || !matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    String last = matcher.group(3);
    return switch (matcher.group(2)) {
      case "manifests" -> Optional.of(new Manifest(name, last));
      case "blobs" -> Optional.of(new Blob(name, last));
      case "referrers" -> Optional.of(new Referrers(name, last));
      default -> last.equals("list") ? Optional.of(new TagList(name)) : Optional.empty();
    };
  }

  /** Whether a repository can have this name. */
  static boolean isName(String name) {
    return name.length() <= 255 && NAME.matcher(name).matches();
  }
}
