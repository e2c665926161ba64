package org.whittle.application.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.library.RuleVersions.RuleText;
import org.whittle.patches.Standing;
import org.whittle.patches.Standings;

/** Reads what a preview is about, in short transactions of its own. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class DraftRules {
  private static final int MOST_IMAGES = 10_000;

  @Inject private RuleEdits edits;
  @Inject private Standings standings;
  @Inject private Caller caller;

  /** The files that there would be. */
  record Draft(List<RuleText> files) {}

  Draft draft(String file, Optional<String> text) {
    return new Draft(edits.with(edits.newest(), file, text));
  }

  /** Names of the images that have a version. */
  List<String> images() {
    return standings
        .find(caller.project(), "", Optional.empty(), "name", false, 0, MOST_IMAGES)
        .stream()
        .filter(standing -> standing.newestVersion() > 0)
        .map(Standing::name)
        .toList();
  }
}
