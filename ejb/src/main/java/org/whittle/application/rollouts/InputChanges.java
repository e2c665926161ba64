package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.application.library.BuildInputs;
import org.whittle.database.Sql;
import org.whittle.library.Versions;
import org.whittle.patches.HoldChanges;
import org.whittle.patches.RolloutLine;

/** Tells what of an image's inputs is not as it was when its line was planned. */
@ApplicationScoped
class InputChanges {
  @Inject private HoldChanges holds;
  @Inject private Versions versions;
  @Inject private Sql sql;

  private record Planned(Instant at, int planned, int now) {}

  /** Why a line is void whose inputs are others now: each change that is known. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  String whyVoid(RolloutLine line, BuildInputs.Inputs given) {
    List<String> changes = new ArrayList<>();
    Planned planned =
        sql.first(
                "select r.requested_at, b.revision, i.blueprint_revision from rollout_line l"
                    + " join rollout r on r.id = l.rollout_id"
                    + " join blueprint b on b.id = l.blueprint_id"
                    + " join image i on i.id = l.image_id where l.id = ?",
                row ->
                    new Planned(
                        row.instant("requested_at"),
                        row.integer("revision"),
                        row.integer("blueprint_revision")),
                line.id())
            .orElseThrow();
    if (planned.now() != planned.planned()) {
      changes.add(
          "its blueprint is revision " + planned.now() + ", the plan has " + planned.planned());
    }
    changes.addAll(holds.since(line.imageId(), planned.at(), packages(given)));
    rulesSince(planned.at(), given).ifPresent(changes::add);
    return "it is not what was approved: "
        + (changes.isEmpty()
            ? "what it is drawn from or written by has changed"
            : String.join("; ", changes))
        + "; propose it again";
  }

  private Set<String> packages(BuildInputs.Inputs given) {
    Set<String> names = new HashSet<>();
    versions
        .newest(given.image())
        .ifPresent(
            version -> versions.composition(version.id()).forEach(one -> names.add(one.name())));
    given.request().holds().forEach(hold -> names.add(hold.name().value()));
    return names;
  }

  /** Those that the image obeys, if they came after the plan. */
  private Optional<String> rulesSince(Instant then, BuildInputs.Inputs given) {
    return sql.first(
        "select number, created_by from rule_set_version where project_id = ? and digest = ?"
            + " and created_at > ? order by number desc limit 1",
        row -> "the rules are version " + row.integer("number") + " by " + row.text("created_by"),
        given.image().projectId(),
        given.request().rules().digest(),
        then);
  }
}
