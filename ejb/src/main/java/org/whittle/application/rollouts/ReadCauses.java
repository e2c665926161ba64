package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.RuleSets;
import org.whittle.application.Settings;
import org.whittle.build.BuildRequest;
import org.whittle.catalogue.Baselines;
import org.whittle.library.RuleVersions;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.BuiltImages;
import org.whittle.patches.RolloutCause;

/** Tells what is new beside patches, and waits for a rollout: nothing of it is built by itself. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadCauses {
  @Inject private BuiltImages images;
  @Inject private BaseMoves bases;
  @Inject private RuleSets rules;
  @Inject private RuleVersions versions;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /** The causes that may touch an image now; images of which nobody knows are counted. */
  public List<WaitingCause> waiting() {
    int project = caller.project();
    RuleVersions.RuleVersion newest = versions.version(project, rules.registered());
    String tools = BuildRequest.tools(settings.compression());
    List<BaseMoves.Move> moves = bases.newer(Baselines.DEFAULT);
    List<WaitingCause> all = new ArrayList<>();
    all.add(
        new WaitingCause(
            RolloutCause.RULES,
            "version " + newest.number() + " of the rules",
            images.withOtherRules(project, newest.digest())));
    all.add(new WaitingCause(RolloutCause.BLUEPRINT, "", images.withRevisedBlueprint(project)));
    all.add(
        new WaitingCause(
            RolloutCause.BASE,
            moves.stream().map(BaseMoves.Move::toString).collect(Collectors.joining(", ")),
            moves.isEmpty() ? 0 : images.count(project)));
    all.add(new WaitingCause(RolloutCause.WHITTLE, tools, images.withOtherTools(project, tools)));
    return all.stream().filter(cause -> cause.images() > 0).toList();
  }
}
