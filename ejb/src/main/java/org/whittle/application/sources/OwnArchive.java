package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.SourceKind;
import org.whittle.catalogue.Sources;
import org.whittle.kernel.Unavailable;

/** The archive of the host's own distribution as a source. */
@ApplicationScoped
public class OwnArchive {
  @Inject private Sources sources;
  @Inject private HostSources host;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** The number of the base source, which is added if it is not there yet. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public long base() {
    String name =
        host.ownBase()
            .orElseThrow(
                () ->
                    new Unavailable(
                        "cannot find the archive of this host's distribution in its package"
                            + " configuration",
                        "Add a source by hand in the portal",
                        null));
    return sources.find(caller.project(), name).orElseGet(() -> add(name)).id();
  }

  private Source add(String name) {
    HostSources.Offered offered = host.offered(name);
    Source source = new Source(caller.project(), offered.definition(), SourceKind.BASE);
    sources.add(source);
    trail.record(
        caller.project(),
        caller.name(),
        "add source",
        "source " + name,
        "as the host's package configuration names it");
    return source;
  }
}
