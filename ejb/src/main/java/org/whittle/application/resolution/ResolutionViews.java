package org.whittle.application.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.build.Baseline;
import org.whittle.format.PackageId;
import org.whittle.resolver.Explanation;
import org.whittle.resolver.InstalledSizes;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.source.PackageRequest;

/** Turns resolutions into the values that leave the use cases. */
final class ResolutionViews {
  private ResolutionViews() {}

  static ResolutionView resolved(Baseline baseline, Resolved resolved, double millis) {
    Map<PackageId, Long> sizes = InstalledSizes.of(baseline.universe(), resolved);
    List<ResolutionView.Line> lines = new ArrayList<>();
    for (ResolvedPackage each : resolved.packages()) {
      long download = baseline.locate(each.id()).map(PackageRequest::size).orElse(0L);
      lines.add(line(each, sizes.getOrDefault(each.id(), 0L), download));
    }
    return new ResolutionView(
        lines,
        lines.stream().mapToLong(ResolutionView.Line::installedBytes).sum(),
        lines.stream().mapToLong(ResolutionView.Line::downloadBytes).sum(),
        millis,
        optimality(resolved),
        resolved.bounds().stream()
            .map(b -> new ResolutionView.BoundView(b.objective(), b.reached(), b.proved()))
            .toList(),
        Optional.empty());
  }

  static ResolutionView impossible(Explanation explanation, double millis) {
    return new ResolutionView(
        List.of(),
        0,
        0,
        millis,
        Optimality.NOT_CLAIMED,
        List.of(),
        Optional.of(Explanations.view(explanation)));
  }

  private static Optimality optimality(Resolved resolved) {
    if (resolved.bounds().isEmpty()) {
      return Optimality.NOT_CLAIMED;
    }
    return resolved.proved() ? Optimality.PROVED : Optimality.NOT_PROVED;
  }

  private static ResolutionView.Line line(ResolvedPackage resolved, long installed, long download) {
    return new ResolutionView.Line(
        resolved.id().name().value(),
        resolved.id().version().value(),
        resolved.id().architecture().value(),
        installed,
        download,
        resolved.requested(),
        resolved.because().map(because -> because.by().name().value()),
        resolved.because().map(because -> because.clause()));
  }
}
