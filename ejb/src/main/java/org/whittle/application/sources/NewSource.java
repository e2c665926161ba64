package org.whittle.application.sources;

import org.whittle.catalogue.SourceKind;

/**
 * A source to be added.
 *
 * @param keyring OpenPGP public keys, armored, or the Base64 form of a binary keyring
 */
public record NewSource(
    String name,
    String uri,
    String suite,
    String components,
    String architecture,
    SourceKind kind,
    String keyring) {}
