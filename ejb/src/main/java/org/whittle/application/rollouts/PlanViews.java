package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Settings;
import org.whittle.jobs.Windows;
import org.whittle.kernel.Digest;
import org.whittle.patches.Disposition;
import org.whittle.patches.Estimates;
import org.whittle.patches.LineState;
import org.whittle.patches.Plan;
import org.whittle.patches.RolloutLine;

/** Turns plans into the values that leave the use cases. */
@ApplicationScoped
class PlanViews {
  @Inject private Estimates estimates;
  @Inject private Windows windows;
  @Inject private Settings settings;
  @Inject private Caller caller;
  @Inject private Clock clock;

  PlanView view(Plan plan) {
    return view(
        plan.digest(),
        plan.lines().stream()
            .map(
                line ->
                    new PlanLine(
                        line.image(),
                        line.fromVersion(),
                        line.disposition(),
                        line.reason(),
                        line.input().map(Digest::toString),
                        line.packagesChanged(),
                        line.sizeChangeKib(),
                        line.disposition() == Disposition.REBUILD
                            ? LineState.PLANNED
                            : LineState.SKIPPED,
                        "",
                        Optional.empty()))
            .toList());
  }

  PlanView stored(Digest digest, List<RolloutLine> lines) {
    return view(
        digest,
        lines.stream()
            .map(
                line ->
                    new PlanLine(
                        line.image(),
                        line.fromVersion(),
                        line.disposition(),
                        line.reason(),
                        line.input().map(Digest::toString),
                        line.packagesChanged(),
                        line.sizeChangeKib(),
                        line.state(),
                        line.message(),
                        line.resultVersion().isPresent()
                            ? Optional.of(line.resultVersion().getAsInt())
                            : Optional.empty()))
            .toList());
  }

  private PlanView view(Digest digest, List<PlanLine> lines) {
    long millis =
        estimates.millis(
            caller.project(),
            lines.stream()
                .filter(line -> line.disposition() == Disposition.REBUILD)
                .map(PlanLine::image)
                .toList(),
            settings.rebuildLanes());
    Instant now = clock.instant();
    return new PlanView(
        digest.toString(),
        lines,
        count(lines, Disposition.REBUILD),
        count(lines, Disposition.HELD),
        count(lines, Disposition.UNAFFECTED),
        count(lines, Disposition.UNRESOLVABLE),
        lines.stream().mapToLong(PlanLine::sizeChangeKib).sum(),
        millis,
        WindowFit.of(
            windows.calendar(caller.project()).next(now, 1), now, Duration.ofMillis(millis)));
  }

  private static int count(List<PlanLine> lines, Disposition disposition) {
    return (int) lines.stream().filter(line -> line.disposition() == disposition).count();
  }
}
