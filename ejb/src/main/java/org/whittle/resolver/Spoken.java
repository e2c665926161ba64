package org.whittle.resolver;

import java.util.stream.Stream;
import org.whittle.format.PackageId;

/** Finds the packages that explanations speak of. */
final class Spoken {
  private Spoken() {}

  static Stream<PackageId> of(Explanation explanation) {
    return Stream.concat(
            explanation.core().stream(),
            explanation.missing().stream().flatMap(missing -> missing.chain().stream()))
        .flatMap(Spoken::of);
  }

  static Stream<PackageId> of(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested ->
          Stream.concat(
              requested.options().stream(), requested.nearMisses().stream().map(NearMiss::id));
      case Cause.Requires requires ->
          Stream.concat(
              Stream.concat(Stream.of(requires.by()), requires.options().stream()),
              requires.nearMisses().stream().map(NearMiss::id));
      case Cause.Excludes excludes -> Stream.of(excludes.by(), excludes.other());
      case Cause.SameName same -> Stream.of(same.one(), same.other());
    };
  }

  static Stream<PackageId> of(Why why) {
    return switch (why) {
      case Why.Here here ->
          Stream.concat(here.path().stream(), here.others().stream()).flatMap(Spoken::of);
      case Why.NotHere notHere ->
          Stream.of(
                  notHere.versions().stream(),
                  notHere.standIns().stream(),
                  notHere.passedOver().stream().map(Why.PassedOver::by),
                  notHere.passedOver().stream().map(over -> over.rejected().id()),
                  notHere.passedOver().stream().flatMap(over -> over.instead().stream()))
              .flatMap(ids -> ids);
    };
  }

  private static Stream<PackageId> of(Reason reason) {
    Stream<PackageId> own =
        Stream.concat(Stream.of(reason.chosen()), reason.rejected().stream().map(Rejected::id));
    return switch (reason) {
      case Reason.Requested requested -> own;
      case Reason.Needed needed ->
          Stream.concat(own, Stream.concat(Stream.of(needed.by()), needed.also().stream()));
    };
  }
}
