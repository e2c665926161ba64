package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import org.whittle.catalogue.SourceKind;
import org.whittle.kernel.NotFound;
import org.whittle.source.SourceDefinition;

/** The sources that the host's own package configuration names. */
@ApplicationScoped
class HostSources {
  /** A source that can be added as it is. */
  record Offered(SourceDefinition definition, SourceKind kind) {}

  Offered offered(String name) {
    throw new NotFound("cannot find source \"" + name + "\" in the host's configuration");
  }

  List<OfferedView> views(Predicate<String> added) {
    return List.of();
  }
}
