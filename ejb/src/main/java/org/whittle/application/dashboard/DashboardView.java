package org.whittle.application.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.application.jobs.JobView;
import org.whittle.application.library.ImageRow;
import org.whittle.application.rollouts.RolloutRow;
import org.whittle.library.ImageState;

/**
 * The state of the library at one moment, sizes in bytes.
 *
 * @param outstandingTests versions that were published before their tests and wait for them
 */
public record DashboardView(
    Instant at,
    Map<ImageState, Integer> images,
    List<ImageRow> attention,
    List<ImageRow> sizes,
    int newPatches,
    int affectingPatches,
    List<RolloutRow> awaitingDecision,
    int promotionsAwaiting,
    int outstandingTests,
    int holdsInForce,
    int holdsExpired,
    List<JobView> running,
    List<JobView> recent,
    long closureBytes,
    long thinBytes,
    long storeBytes,
    long packageVersions,
    Optional<Instant> sourcesCheckedAt,
    Optional<Instant> nextRebuildAt) {}
