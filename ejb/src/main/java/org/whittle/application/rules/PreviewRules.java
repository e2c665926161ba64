package org.whittle.application.rules;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.RuleSets;
import org.whittle.application.rules.RulePreview.ImageChange;
import org.whittle.application.rules.RulePreview.Outcome;
import org.whittle.kernel.Failure;
import org.whittle.rules.RuleSet;

/** Tells which images a change of the rules would alter, by thinning them with both. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PreviewRules {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final int MOST_IMAGES = 200;

  @Inject private DraftRules drafts;
  @Inject private VersionPackages packages;
  @Inject private Clock clock;

  /**
   * What would change if the organisation's own file had the text; without one, if it were gone.
   */
  public RulePreview preview(String file, Optional<String> text) {
    DraftRules.Draft draft = drafts.draft(file, text);
    List<RuleProblem> problems = RuleEdits.problems(draft.files());
    if (!problems.isEmpty()) {
      return new RulePreview(problems, List.of());
    }
    RuleSet after = RuleSet.layered(RuleSets.layers(draft.files()));
    Instant deadline = clock.instant().plus(PATIENCE);
    List<ImageChange> changes = new ArrayList<>();
    for (String image : drafts.images()) {
      if (changes.size() >= MOST_IMAGES || clock.instant().isAfter(deadline)) {
        changes.add(unknown(image, 0, "there are more images than can be looked at now"));
      } else {
        changes.add(change(image, after));
      }
    }
    changes.sort(Comparator.comparing(ImageChange::outcome).thenComparing(ImageChange::image));
    return new RulePreview(List.of(), changes);
  }

  private ImageChange change(String image, RuleSet after) {
    try {
      return packages.compare(image, after);
    } catch (Failure failure) {
      return unknown(image, 0, failure.getMessage());
    }
  }

  /** An image of which it cannot be said. */
  static ImageChange unknown(String image, int version, String reason) {
    return new ImageChange(image, version, Outcome.UNKNOWN, reason, 0, 0, 0, 0, List.of());
  }
}
