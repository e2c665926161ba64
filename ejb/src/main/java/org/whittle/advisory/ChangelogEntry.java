package org.whittle.advisory;

import java.util.Optional;
import org.whittle.format.deb.DebVersion;

/**
 * What a maintainer says of one upload.
 *
 * @param source the source package
 * @param urgency as it is written; empty if it is none that Policy names
 * @param text the lines of changes as they stand, without heading and signature
 */
public record ChangelogEntry(
    String source, DebVersion version, Optional<Urgency> urgency, String text) {}
