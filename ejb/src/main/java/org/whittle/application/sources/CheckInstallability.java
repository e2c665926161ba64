package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.whittle.catalogue.Installability;
import org.whittle.catalogue.Offers;
import org.whittle.format.PackageId;
import org.whittle.kernel.Progress;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.resolver.PackageUniverse;

/**
 * Checks each package of a snapshot: is there any set of packages with which it can be installed?
 *
 * <p>All versions may help, those of the snapshot and those of what it is made for. All that is
 * broken is named; why is told of so many that a snapshot without its base does not keep the job
 * for long.
 */
@ApplicationScoped
class CheckInstallability {
  /** A snapshot of which more is broken lacks its base: more reasons would say the same. */
  private static final int MOST_EXPLAINED = 500;

  @Inject private CheckSteps steps;
  @Inject private Offers offers;
  @Inject private Clock clock;

  /**
   * Checks the newest snapshot of a source unless that was done; gives what came of it in words.
   */
  String newest(long sourceId, Progress progress) {
    return steps.unchecked(sourceId).map(subject -> check(subject, progress)).orElse("");
  }

  private String check(CheckSteps.Subject subject, Progress progress) {
    Instant start = clock.instant();
    progress.report("check", 0, subject.packages().size());
    PackageUniverse universe = offers.of(subject.draw().draw()).universe();
    InstallabilityReport report = InstallabilityCheck.run(universe, CandidatePolicy.ALL_VERSIONS);
    List<PackageId> ids = report.broken().stream().filter(subject.packages()::contains).toList();
    List<Installability.Broken> broken = explained(report, ids, MOST_EXPLAINED, progress);
    Installability.Result result =
        new Installability.Result(
            clock.instant(),
            subject.draw().context(),
            subject.packages().size(),
            broken.size(),
            Duration.between(start, clock.instant()).toMillis());
    steps.store(subject.snapshotId(), result, broken);
    return told(broken.size());
  }

  /** The first packages with their reasons, the others without any. */
  static List<Installability.Broken> explained(
      InstallabilityReport report, List<PackageId> ids, int most, Progress progress) {
    List<Installability.Broken> broken = new ArrayList<>(ids.size());
    int reasons = Math.min(most, ids.size());
    for (PackageId id : ids.subList(0, reasons)) {
      progress.report("explain", broken.size(), reasons);
      broken.add(new Installability.Broken(id, ExplanationText.of(report.explain(id))));
    }
    ids.subList(reasons, ids.size()).forEach(id -> broken.add(new Installability.Broken(id, "")));
    return broken;
  }

  private static String told(int broken) {
    if (broken == 0) {
      return ", all can be installed";
    }
    return ", "
        + broken
        + " cannot be installed"
        + (broken > MOST_EXPLAINED ? ", " + MOST_EXPLAINED + " of them explained" : "");
  }
}
