package org.whittle.source;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;

/**
 * A signed package archive as an operator defines it.
 *
 * @param name what people call it: lower-case letters, digits and {@code . _ + -}, at most 64
 * @param uri address of the archive, the directory above {@code dists}; http, https or file,
 *     without credentials, query or fragment
 * @param suite suite or codename below {@code dists}, such as {@code bookworm-security}
 * @param components such as {@code main}; at least one, each once
 * @param architecture whose packages are read, with those for all architectures
 * @param keyring who may sign
 * @param origin the vendor, for people, such as {@code Debian}
 */
public record SourceDefinition(
    String name,
    URI uri,
    String suite,
    List<String> components,
    Architecture architecture,
    Keyring keyring,
    String origin) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}");
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]*(/[A-Za-z0-9][A-Za-z0-9._+~-]*)*");
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  /** Checks each part. */
  public SourceDefinition {
    components = List.copyOf(components);
    require(NAME.matcher(name).matches(), "name", name, "lower-case letters, digits, . _ + -");
    String fault = faultOf(uri);
    if (fault != null) {
      throw new InvalidInput("cannot use archive address \"" + withoutUser(uri) + "\": " + fault);
    }
    require(isPath(suite), "suite", suite, "a name such as bookworm");
    if (components.isEmpty() || Set.copyOf(components).size() != components.size()) {
      throw new InvalidInput(
          "cannot use components " + components + ": at least one is needed, and each only once");
    }
    for (String component : components) {
      require(isPath(component), "component", component, "a name such as main");
    }
    if (architecture.equals(Architecture.ALL)) {
      throw new InvalidInput("cannot use architecture \"all\" for a source: name a machine's");
    }
    require(!origin.isBlank() && origin.length() <= 100, "origin", origin, "1 to 100 characters");
  }

  private static void require(boolean good, String part, String value, String expected) {
    if (!good) {
      throw new InvalidInput(
          "cannot use source " + part + " \"" + value + "\": " + expected + " expected");
    }
  }

  private static boolean isPath(String value) {
    return value.length() <= 128 && PATH.matcher(value).matches();
  }

  private static @Nullable String faultOf(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      return "http, https or file is expected";
    }
    if (uri.getRawUserInfo() != null || (uri.getRawAuthority() + "").contains("@")) {
      return "credentials do not belong in it";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "a query or fragment does not belong in it";
    }
    if (!scheme.equals("file") && uri.getHost() == null) {
      return "the host is missing";
    }
    if (scheme.equals("file") && (uri.getRawAuthority() != null || uri.getPath() == null)) {
      return "an absolute path is expected";
    }
    return List.of(uri.getPath().split("/")).contains("..") ? "\"..\" does not belong in it" : null;
  }

  private static String withoutUser(URI uri) {
    return uri.toString().replaceFirst("//[^/]*@", "//");
  }

  /**
   * Reads an address as people type it.
   *
   * @throws InvalidInput if it is no URI at all
   */
  public static URI parseUri(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "cannot use archive address \""
              + text.replaceFirst("//[^/]*@", "//")
              + "\": it is no URI",
          e);
    }
  }

  /** The address of a file below this suite's directory. */
  URI inSuite(String path) {
    return ArchivePath.resolve(uri, "dists/" + suite + "/" + path);
  }
}
