package org.whittle.build.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.source.AptConfiguration;
import org.whittle.source.OfferedSource;
import org.whittle.source.SourceDefinition;

/** Which archives a build on this machine draws from. */
public final class ArchiveSources {
  private ArchiveSources() {}

  /**
   * The release of the host's own distribution with its updates, as apt is configured with them.
   *
   * @throws InvalidInput if there is none
   */
  public static List<SourceDefinition> ofHost(Path apt, Architecture architecture) {
    List<SourceDefinition> own =
        AptConfiguration.read(apt).sources().stream()
            .filter(OfferedSource::switchedOn)
            .flatMap(source -> source.definition().stream())
            .map(source -> of(source, architecture))
            .toList();
    if (own.isEmpty()) {
      throw new InvalidInput(
          "cannot find packages: " + apt + " names no source of this host's own distribution",
          "Name a file with sources: --source FILE (sources.list(5), deb822 format).",
          null);
    }
    return own;
  }

  /**
   * All sources that a file switches on.
   *
   * @throws InvalidInput if one of them cannot be used, or there is none
   */
  public static List<SourceDefinition> ofFile(Path apt, Path file, Architecture architecture) {
    if (!Files.isReadable(file)) {
      throw new InvalidInput(
          "cannot read sources " + file + ": there is no such file, or no permission");
    }
    AptConfiguration configuration = AptConfiguration.read(apt, file);
    configuration.problems().stream()
        .filter(problem -> problem.file().equals(file))
        .findFirst()
        .ifPresent(
            problem -> {
              throw new InvalidInput("cannot use sources: " + problem);
            });
    List<OfferedSource> enabled =
        configuration.sources().stream().filter(OfferedSource::enabled).toList();
    if (enabled.isEmpty()) {
      throw new InvalidInput(
          "cannot use sources " + file + ": it switches none on",
          "Write a stanza with Types: deb, URIs, Suites, Components and Signed-By.",
          null);
    }
    return enabled.stream().map(source -> of(usable(source), architecture)).toList();
  }

  private static SourceDefinition usable(OfferedSource source) {
    return source
        .definition()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cannot use the source at "
                        + source.location()
                        + ": "
                        + String.join("; ", source.problems())));
  }

  private static SourceDefinition of(SourceDefinition source, Architecture architecture) {
    return new SourceDefinition(
        source.name(),
        source.uri(),
        source.suite(),
        source.components(),
        architecture,
        source.keyring(),
        source.origin());
  }
}
