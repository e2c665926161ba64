package org.whittle.application.rollouts;

import java.util.List;
import java.util.Optional;
import org.whittle.patches.RolloutCause;

/**
 * What a rollout is for.
 *
 * @param rules the version of the rules that it brings
 * @param scope which images it is about; empty: all that it touches
 * @param base the snapshots that it moves the baseline to, each as a source with both numbers
 */
public record CauseView(
    RolloutCause cause, Optional<Integer> rules, String scope, List<String> base) {}
