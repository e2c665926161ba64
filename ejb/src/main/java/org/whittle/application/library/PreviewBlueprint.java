package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Roles;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult;
import org.whittle.build.BuildRequest;
import org.whittle.build.ImageBuilder;
import org.whittle.build.Preview;
import org.whittle.resolver.ResolvedPackage;

/** Tells what a blueprint would give, without building it. */
@Stateless
@RolesAllowed(Roles.VIEWER)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PreviewBlueprint {
  @Inject private BuildInputs inputs;

  /** Checks and resolves the blueprint against the default baseline. */
  public PreviewView preview(String yaml) {
    return switch (BlueprintParser.parse(yaml)) {
      case BlueprintResult.Invalid invalid ->
          new PreviewView(
              false,
              invalid.problems().stream()
                  .map(p -> new PreviewView.Problem(p.line(), p.column(), p.message(), p.remedy()))
                  .toList(),
              "",
              0,
              0,
              0,
              List.of());
      case BlueprintResult.Parsed parsed -> resolve(parsed);
    };
  }

  private PreviewView resolve(BlueprintResult.Parsed parsed) {
    BuildRequest request = inputs.of(parsed.blueprint(), parsed.digest());
    return switch (ImageBuilder.preview(request)) {
      case Preview.Impossible impossible ->
          new PreviewView(false, List.of(), impossible.explanation(), 0, 0, 0, List.of());
      case Preview.Closure closure ->
          new PreviewView(
              true,
              List.of(),
              "",
              closure.packages().size(),
              closure.installed(),
              closure.download(),
              closure.packages().stream().map(PreviewBlueprint::line).toList());
    };
  }

  private static VersionPage.Line line(ResolvedPackage resolved) {
    return new VersionPage.Line(
        resolved.id().name().value(),
        resolved.id().version().value(),
        resolved.id().architecture().value(),
        resolved.requested(),
        resolved.because().map(because -> because.by().name().value()),
        resolved.because().map(because -> because.clause()),
        0,
        0,
        0);
  }
}
