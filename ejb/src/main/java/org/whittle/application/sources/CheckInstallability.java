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
 * <p>All versions may help, those of the snapshot and those of what it is made for.
 */
@ApplicationScoped
class CheckInstallability {
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
    List<Installability.Broken> broken = new ArrayList<>(ids.size());
    for (PackageId id : ids) {
      progress.report("explain", broken.size(), ids.size());
      broken.add(new Installability.Broken(id, ExplanationText.of(report.explain(id))));
    }
    Installability.Result result =
        new Installability.Result(
            clock.instant(),
            subject.draw().context(),
            subject.packages().size(),
            broken.size(),
            Duration.between(start, clock.instant()).toMillis());
    steps.store(subject.snapshotId(), result, broken);
    return broken.isEmpty()
        ? ", all can be installed"
        : ", " + broken.size() + " cannot be installed";
  }
}
