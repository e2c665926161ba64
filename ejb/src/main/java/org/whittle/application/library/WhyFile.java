package org.whittle.application.library;

import java.util.List;

/**
 * Why a path is in an image version, or why not.
 *
 * @param present whether it is there
 * @param chain sentences from the path to an entry point or rule; for an absent path why it was
 *     left out
 */
public record WhyFile(String path, boolean present, List<String> chain) {}
