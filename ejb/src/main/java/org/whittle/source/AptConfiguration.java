package org.whittle.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whittle.kernel.Architecture;

/**
 * What the host's apt is configured with: its sources, architecture and proxies.
 *
 * @param sources in the order of apt's files, each address and suite once
 * @param problems what cannot be read; what belongs to a source stands there
 * @param architecture the host's own
 * @param proxy what apt fetches through
 */
public record AptConfiguration(
    List<OfferedSource> sources,
    List<AptProblem> problems,
    Architecture architecture,
    AptProxy proxy) {

  /** Copies the lists. */
  public AptConfiguration {
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a configuration; a host without apt has an empty one.
   *
   * @param apt the folder, as {@code /etc/apt}; keyrings and os-release are looked up from the root
   *     two levels above it
   */
  public static AptConfiguration read(Path apt) {
    return read(apt, sourceFiles(apt));
  }

  /**
   * Reads a configuration, with the sources of one file in place of its own.
   *
   * @param sources in the one-line format if its name ends with {@code .list}, else stanzas
   */
  public static AptConfiguration read(Path apt, Path sources) {
    return read(apt, List.of(sources));
  }

  /** What apt fetches through, without looking at its sources. */
  public static AptProxy proxyOf(Path apt) {
    List<AptProblem> unsaid = new ArrayList<>();
    return proxy(settings(apt, unsaid), apt, unsaid);
  }

  private static AptConfiguration read(Path apt, List<Path> files) {
    List<AptProblem> problems = new ArrayList<>();
    Path root = apt.toAbsolutePath().resolve("../..").normalize();
    AptSettings settings = settings(apt, problems);
    Architecture architecture = architecture(settings, root);
    OfferedSources offered =
        new OfferedSources(HostDistribution.read(root), new AptKeys(root, apt), architecture);
    for (Path file : files) {
      entries(file, problems).forEach(offered::add);
    }
    return new AptConfiguration(
        offered.all(), problems, architecture, proxy(settings, apt, problems));
  }

  /** Settings of later files win: apt.conf is read behind the folder (apt.conf(5)). */
  private static AptSettings settings(Path apt, List<AptProblem> problems) {
    List<Path> files = new ArrayList<>();
    for (Path file : AptFiles.in(apt.resolve("apt.conf.d"), "")) {
      if (file.getFileName().toString().matches("[A-Za-z0-9_-]+(\\.conf)?")) {
        files.add(file);
      }
    }
    if (Files.exists(apt.resolve("apt.conf"))) {
      files.add(apt.resolve("apt.conf"));
    }
    AptSettings settings = new AptSettings();
    for (Path file : files) {
      try {
        settings.add(Files.readString(file));
      } catch (IOException e) {
        problems.add(unreadable(file));
      }
    }
    return settings;
  }

  private static List<Path> sourceFiles(Path apt) {
    List<Path> files = new ArrayList<>();
    if (Files.exists(apt.resolve("sources.list"))) {
      files.add(apt.resolve("sources.list"));
    }
    files.addAll(AptFiles.in(apt.resolve("sources.list.d"), ".list", ".sources"));
    return files;
  }

  private static List<AptEntry> entries(Path file, List<AptProblem> problems) {
    try {
      return file.toString().endsWith(".list")
          ? OneLineSources.read(file, problems::add)
          : Deb822Sources.read(file, problems::add);
    } catch (IOException e) {
      problems.add(unreadable(file));
      return List.of();
    }
  }

  private static AptProblem unreadable(Path file) {
    return new AptProblem(file, 0, "cannot read it: see to its permission and that it is text");
  }

  private static Architecture architecture(AptSettings settings, Path root) {
    return settings
        .get("APT::Architecture")
        .or(() -> firstLine(root.resolve("var/lib/dpkg/arch")))
        .filter(name -> name.matches("[a-z0-9][a-z0-9-]{0,31}"))
        .map(Architecture::new)
        .orElseGet(() -> ofPlatform(System.getProperty("os.arch")));
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readAllLines(file).stream().findFirst().filter(line -> !line.isBlank());
    } catch (IOException e) {
      // The file is there only where a foreign architecture was added once.
      return Optional.empty();
    }
  }

  private static Architecture ofPlatform(String platform) {
    return switch (platform) {
      case "amd64", "x86_64" -> Architecture.AMD64;
      case "aarch64" -> new Architecture("arm64");
      case "ppc64le" -> new Architecture("ppc64el");
      default -> new Architecture(platform.toLowerCase(Locale.ROOT));
    };
  }

  private static AptProxy proxy(AptSettings settings, Path apt, List<AptProblem> problems) {
    Optional<URI> http = proxy("Acquire::http::Proxy", settings, apt, problems);
    Optional<URI> https = proxy("Acquire::https::Proxy", settings, apt, problems);
    boolean httpsSet = settings.get("Acquire::https::Proxy").isPresent();
    Map<String, Optional<URI>> hosts = new HashMap<>();
    for (String name : settings.below("Acquire::http::Proxy").keySet()) {
      hosts.put(name, proxy("Acquire::http::Proxy::" + name, settings, apt, problems));
    }
    return new AptProxy(http, httpsSet ? https : http, hosts);
  }

  private static Optional<URI> proxy(
      String name, AptSettings settings, Path apt, List<AptProblem> problems) {
    String value = settings.get(name).orElse("");
    if (value.isEmpty() || value.equals("DIRECT")) {
      return Optional.empty();
    }
    Optional<URI> uri = uri(value).filter(found -> "http".equals(found.getScheme()));
    if (uri.map(URI::getHost).isEmpty()) {
      problems.add(
          new AptProblem(apt, 0, "cannot use " + name + ": the address of an http proxy expected"));
      return Optional.empty();
    }
    return uri;
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.of(URI.create(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
