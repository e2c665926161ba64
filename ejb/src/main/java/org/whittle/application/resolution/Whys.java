package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.resolver.Reason;
import org.whittle.resolver.Rejected;
import org.whittle.resolver.Subject;
import org.whittle.resolver.Why;
import org.whittle.resolver.WhyText;

/** Turns reasons into the values that leave the use cases. */
final class Whys {
  private Whys() {}

  static WhyView view(Subject subject, Why why) {
    return switch (why) {
      case Why.Here here ->
          new WhyView(
              subject.toString(),
              Optional.of(here.id().version().value()),
              here.path().stream().map(Whys::step).toList(),
              here.others().stream().map(Whys::step).toList(),
              List.of(),
              List.of(),
              WhyText.of(why));
      case Why.NotHere notHere ->
          new WhyView(
              subject.toString(),
              Optional.empty(),
              List.of(),
              List.of(),
              notHere.standIns().stream().map(Explanations::name).toList(),
              notHere.passedOver().stream().map(Whys::step).toList(),
              WhyText.of(why));
    };
  }

  private static WhyView.Step step(Reason reason) {
    return switch (reason) {
      case Reason.Requested requested ->
          new WhyView.Step(
              requested.essential() ? "essential" : "requested",
              Optional.empty(),
              requested.wanted(),
              Optional.of(Explanations.name(requested.chosen())),
              List.of(),
              alternatives(requested.rejected()));
      case Reason.Needed needed ->
          new WhyView.Step(
              kind(needed.recommended()),
              Optional.of(Explanations.name(needed.by())),
              needed.clause(),
              Optional.of(Explanations.name(needed.chosen())),
              names(needed.also()),
              alternatives(needed.rejected()));
    };
  }

  private static WhyView.Step step(Why.PassedOver over) {
    return new WhyView.Step(
        kind(over.recommended()),
        Optional.of(Explanations.name(over.by())),
        over.clause(),
        over.instead().map(Explanations::name),
        List.of(),
        alternatives(List.of(over.rejected())));
  }

  private static String kind(boolean recommended) {
    return recommended ? "recommends" : "needs";
  }

  private static List<WhyView.Alternative> alternatives(List<Rejected> rejected) {
    return rejected.stream()
        .map(
            each ->
                new WhyView.Alternative(
                    each.id().name().value(), each.id().version().value(), WhyText.of(each)))
        .toList();
  }

  private static List<String> names(List<PackageId> ids) {
    return ids.stream().map(Explanations::name).toList();
  }
}
