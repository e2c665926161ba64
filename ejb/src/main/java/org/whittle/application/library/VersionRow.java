package org.whittle.application.library;

import java.time.Instant;
import org.whittle.library.BuildCause;
import org.whittle.library.Verdict;

/**
 * An image version in a list, sizes in bytes.
 *
 * @param candidate whether it was only tested, and nothing has published it
 * @param outstanding whether it was published before its tests, and they are still to be run
 * @param unjudgedPaths paths that tests asked for in vain and of which it is not known whether a
 *     package of the archive has them
 */
public record VersionRow(
    int number,
    Instant createdAt,
    String createdBy,
    BuildCause cause,
    int packages,
    int closureFiles,
    long closureBytes,
    int thinFiles,
    long thinBytes,
    Verdict structure,
    Verdict tests,
    Verdict misses,
    int unjudgedPaths,
    int unknownEffects,
    int uncovered,
    String ociManifest,
    boolean candidate,
    boolean outstanding) {}
