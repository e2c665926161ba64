package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.SourceKind;
import org.whittle.catalogue.Sources;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.source.Keyring;
import org.whittle.source.SourceDefinition;

/** Adds a source. */
@Stateless
@RolesAllowed({Roles.ADMINISTRATOR, Roles.SYSTEM})
public class AddSource {
  @Inject private Sources sources;
  @Inject private HostSources host;
  @Inject private SourceViews views;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Adds a source that is described by hand. */
  public SourceView add(NewSource source) {
    SourceDefinition definition =
        new SourceDefinition(
            source.name(),
            SourceDefinition.parseUri(source.uri()),
            source.suite(),
            List.of(source.components().strip().split("\\s+")),
            new Architecture(source.architecture()),
            keyring(source.keyring()),
            "added by hand");
    return keep(definition, source.kind());
  }

  /** Adds a source that the host's configuration offers, by the name it is offered under. */
  public SourceView addOffered(String name) {
    HostSources.Offered offered = host.offered(name);
    return keep(offered.definition(), offered.kind());
  }

  private SourceView keep(SourceDefinition definition, SourceKind kind) {
    if (sources.find(caller.project(), definition.name()).isPresent()) {
      throw new Conflict("cannot add source \"" + definition.name() + "\": the name is taken");
    }
    Source source = new Source(caller.project(), definition, kind);
    sources.add(source);
    audited.record(
        "add source",
        "source " + source.name(),
        source.uri() + " " + source.suite() + ", keys " + definition.keyring());
    return views.view(source);
  }

  private static Keyring keyring(String text) {
    if (text.isBlank()) {
      throw new InvalidInput(
          "cannot add a source without a keyring: nobody could sign for it",
          "Give the vendor's public keys",
          null);
    }
    if (text.contains("-----BEGIN")) {
      return Keyring.parse(text.getBytes(StandardCharsets.US_ASCII));
    }
    try {
      return Keyring.parse(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("cannot read keyring: it is neither armored nor Base64", e);
    }
  }
}
