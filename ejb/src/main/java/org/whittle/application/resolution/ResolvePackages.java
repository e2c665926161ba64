package org.whittle.application.resolution;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.build.Baseline;
import org.whittle.catalogue.Offers;
import org.whittle.format.PackageId;
import org.whittle.resolver.Reasons;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Subject;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.resolver.WhatIf;
import org.whittle.resolver.WhatIfText;

/** Resolves any names against a baseline or a snapshot, tells why, and what a change would do. */
@Stateless
@RolesAllowed(Roles.VIEWER)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ResolvePackages {
  @Inject private ResolutionInputs inputs;
  @Inject private Offers offers;

  /** A question that was put to the resolver, and its answer. */
  private record Answered(
      Baseline baseline, ResolutionRequest request, Resolution resolution, double millis) {}

  /**
   * The packages that the names need, or why there are none.
   *
   * @throws org.whittle.kernel.InvalidInput if a name, a version or a range cannot be read, or if
   *     an architecture is asked for of which there are no packages
   * @throws org.whittle.kernel.NotFound if there is no such snapshot or image
   */
  public ResolutionView resolve(ResolutionQuery query) {
    Answered answered = answer(query);
    return switch (answered.resolution()) {
      case Resolved resolved ->
          ResolutionViews.resolved(answered.baseline(), resolved, answered.millis());
      case Unsatisfiable none -> ResolutionViews.impossible(none.explanation(), answered.millis());
    };
  }

  /**
   * Why a name is among the packages that a question gives, or why it is not.
   *
   * @param name with an architecture if wanted, as in {@code nginx:amd64}
   */
  public WhyView why(ResolutionQuery query, String name) {
    Subject asked = Subject.parse(name);
    Answered answered = answer(query);
    Requests.check(answered.baseline().universe(), asked);
    return switch (answered.resolution()) {
      case Resolved resolved ->
          Whys.view(
              asked,
              Reasons.of(answered.baseline().universe(), answered.request(), resolved, asked));
      case Unsatisfiable none ->
          new WhyView(
              name,
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              Explanations.view(none.explanation()).text());
    };
  }

  /**
   * What would become of the packages under a change.
   *
   * @param subject a name; where a package is held or banned, with a range
   */
  public WhatIfView whatIf(ResolutionQuery query, ChangeKind kind, String subject) {
    WhatIf.Change change = Requests.change(kind, subject);
    Answered answered = answer(query);
    return switch (answered.resolution()) {
      case Resolved resolved ->
          view(WhatIf.of(answered.baseline().universe(), answered.request(), resolved, change));
      case Unsatisfiable none -> {
        ExplanationView why = Explanations.view(none.explanation());
        yield new WhatIfView(List.of(), List.of(), List.of(), 0, Optional.of(why), why.text());
      }
    };
  }

  private Answered answer(ResolutionQuery query) {
    ResolutionInputs.Inputs read = inputs.of(query);
    ResolutionRequest request = Requests.of(query, read);
    Baseline baseline = offers.of(read.draw());
    request.roots().forEach(root -> Requests.check(baseline.universe(), root.subject()));
    long start = System.nanoTime();
    Resolution resolution = Resolver.resolve(baseline.universe(), request);
    return new Answered(baseline, request, resolution, (System.nanoTime() - start) / 1e6);
  }

  private static WhatIfView view(WhatIf whatIf) {
    String text = WhatIfText.of(whatIf);
    return switch (whatIf.consequence()) {
      case WhatIf.Consequence.Difference difference ->
          new WhatIfView(
              items(difference.removed()),
              items(difference.added()),
              difference.changed().stream()
                  .map(
                      each ->
                          new WhatIfView.Changed(
                              each.from().name().value(),
                              each.from().version().value(),
                              each.to().version().value()))
                  .toList(),
              difference.bytes(),
              Optional.empty(),
              text);
      case WhatIf.Consequence.Impossible impossible ->
          new WhatIfView(
              List.of(),
              List.of(),
              List.of(),
              0,
              Optional.of(Explanations.view(impossible.explanation())),
              text);
    };
  }

  private static List<WhatIfView.Item> items(List<PackageId> ids) {
    return ids.stream()
        .map(id -> new WhatIfView.Item(id.name().value(), id.version().value()))
        .toList();
  }
}
