package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;
import org.whittle.patches.Plan;
import org.whittle.patches.RolloutLine;

/** Turns plans into the values that leave the use cases. */
@ApplicationScoped
class PlanViews {
  private static final long UNMEASURED_MILLIS = 10_000;

  @Inject private Sql sql;

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
    int rebuild = count(lines, Disposition.REBUILD);
    return new PlanView(
        digest.toString(),
        lines,
        rebuild,
        count(lines, Disposition.HELD),
        count(lines, Disposition.UNAFFECTED),
        count(lines, Disposition.UNRESOLVABLE),
        lines.stream().mapToLong(PlanLine::sizeChangeKib).sum(),
        rebuild * usualMillis());
  }

  /** The mean build time of the last versions; what nobody measured yet counts ten seconds. */
  private long usualMillis() {
    long mean =
        sql.number(
            "select cast(avg(duration_ms) as signed) from"
                + " (select duration_ms from image_version order by id desc limit 50) recent");
    return mean == 0 ? UNMEASURED_MILLIS : mean;
  }

  private static int count(List<PlanLine> lines, Disposition disposition) {
    return (int) lines.stream().filter(line -> line.disposition() == disposition).count();
  }
}
