package org.whittle.application.sources;

import java.util.Optional;
import org.whittle.catalogue.SourceKind;

/** A source that the host's own package configuration names. */
public record OfferedView(
    String name,
    String uri,
    String suite,
    String components,
    String architecture,
    SourceKind kind,
    String location,
    boolean own,
    boolean added,
    Optional<String> problem) {}
