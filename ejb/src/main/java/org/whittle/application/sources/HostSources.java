package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.whittle.application.Settings;
import org.whittle.catalogue.SourceKind;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.source.AptConfiguration;
import org.whittle.source.OfferedSource;
import org.whittle.source.SourceDefinition;

/** The sources that the host's own package configuration names, read anew each time. */
@ApplicationScoped
class HostSources {
  @Inject private Settings settings;

  /** A source that can be added as it is. */
  record Offered(SourceDefinition definition, SourceKind kind) {}

  /**
   * The source that is offered under a name.
   *
   * @throws NotFound if there is none
   * @throws InvalidInput if it cannot be used as it stands
   */
  Offered offered(String name) {
    OfferedSource offered =
        read().stream()
            .filter(source -> source.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFound(
                        "cannot find source \"" + name + "\" in the host's configuration",
                        "List what is offered",
                        null));
    SourceDefinition definition =
        offered
            .definition()
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "cannot add source " + name + ": " + String.join("; ", offered.problems()),
                        "Mend it at " + offered.location() + ", or add the source by hand",
                        null));
    return new Offered(definition, kind(offered));
  }

  /** The host's own distribution: the release itself. */
  Optional<String> ownBase() {
    return read().stream()
        .filter(OfferedSource::switchedOn)
        .filter(source -> kind(source) == SourceKind.BASE)
        .map(OfferedSource::name)
        .findFirst();
  }

  List<OfferedView> views(Predicate<String> added) {
    return read().stream()
        .map(
            source ->
                new OfferedView(
                    source.name(),
                    source.address(),
                    source.suite(),
                    String.join(" ", source.components()),
                    source.architecture().value(),
                    kind(source),
                    source.location(),
                    source.own(),
                    added.test(source.name()),
                    source.problems().isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join("; ", source.problems()))))
        .toList();
  }

  private List<OfferedSource> read() {
    return AptConfiguration.read(settings.hostConfiguration()).sources();
  }

  private static SourceKind kind(OfferedSource source) {
    return SourceKind.valueOf(source.role().name());
  }
}
