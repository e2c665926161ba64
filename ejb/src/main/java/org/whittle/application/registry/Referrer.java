package org.whittle.application.registry;

import org.whittle.kernel.Digest;

/**
 * A manifest that refers to another.
 *
 * @param artifactType what it is about
 */
public record Referrer(String mediaType, Digest digest, long size, String artifactType) {}
