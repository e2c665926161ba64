package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.application.Caller;
import org.whittle.application.Settings;
import org.whittle.jobs.Windows;
import org.whittle.kernel.Digest;
import org.whittle.library.Verification;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.Disposition;
import org.whittle.patches.Estimates;
import org.whittle.patches.LineState;
import org.whittle.patches.Plan;
import org.whittle.patches.Purpose;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;

/** Turns plans into the values that leave the use cases. */
@ApplicationScoped
class PlanViews {
  @Inject private Estimates estimates;
  @Inject private BaseMoves bases;
  @Inject private Windows windows;
  @Inject private Settings settings;
  @Inject private Caller caller;
  @Inject private Clock clock;

  PlanView view(Plan plan, Terms terms) {
    return view(
        cause(terms.purpose(), terms.base()),
        plan.verification(),
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
                        line.carries(),
                        line.packagesChanged(),
                        line.sizeChangeKib(),
                        line.disposition() == Disposition.REBUILD
                            ? LineState.PLANNED
                            : LineState.SKIPPED,
                        "",
                        Optional.empty(),
                        CandidateVerdict.NOT_RUN,
                        Optional.empty()))
            .toList());
  }

  PlanView stored(Rollout rollout, List<RolloutLine> lines) {
    return view(
        cause(rollout.purpose(), bases.of(rollout.id())),
        rollout.verification(),
        rollout.plan(),
        lines.stream()
            .map(
                line ->
                    new PlanLine(
                        line.image(),
                        line.fromVersion(),
                        line.disposition(),
                        line.reason(),
                        line.input().map(Digest::toString),
                        line.carries(),
                        line.packagesChanged(),
                        line.sizeChangeKib(),
                        line.state(),
                        line.message(),
                        number(line.resultVersion()),
                        line.verdict(),
                        number(line.candidate())))
            .toList());
  }

  private static Optional<Integer> number(OptionalInt number) {
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  private static CauseView cause(Purpose purpose, List<BaseMoves.Move> base) {
    return new CauseView(
        purpose.cause(),
        number(purpose.rules()),
        purpose.scope(),
        base.stream().map(BaseMoves.Move::toString).toList());
  }

  private PlanView view(
      CauseView cause, Verification verification, Digest digest, List<PlanLine> lines) {
    long millis =
        estimates.millis(
            caller.project(),
            lines.stream()
                .filter(line -> line.disposition() == Disposition.REBUILD)
                .filter(line -> line.verdict() == CandidateVerdict.NOT_RUN)
                .map(PlanLine::image)
                .toList(),
            settings.rebuildLanes(),
            verification == Verification.TESTS);
    Instant now = clock.instant();
    return new PlanView(
        cause,
        verification,
        digest.toString(),
        lines,
        count(lines, Disposition.REBUILD),
        count(lines, Disposition.HELD),
        count(lines, Disposition.UNAFFECTED),
        count(lines, Disposition.UNRESOLVABLE),
        lines.stream().mapToLong(PlanLine::sizeChangeKib).sum(),
        count(lines, CandidateVerdict.PASSED),
        count(lines, CandidateVerdict.FAILED),
        millis,
        WindowFit.of(
            windows.calendar(caller.project()).next(now, 1), now, Duration.ofMillis(millis)));
  }

  private static int count(List<PlanLine> lines, CandidateVerdict verdict) {
    return (int) lines.stream().filter(line -> line.verdict() == verdict).count();
  }

  private static int count(List<PlanLine> lines, Disposition disposition) {
    return (int) lines.stream().filter(line -> line.disposition() == disposition).count();
  }
}
