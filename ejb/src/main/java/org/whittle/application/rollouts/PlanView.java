package org.whittle.application.rollouts;

import java.util.List;

/** The exact plan of a rollout, ordered with exceptions first. */
public record PlanView(
    String digest,
    List<PlanLine> lines,
    int rebuild,
    int held,
    int unaffected,
    int unresolvable,
    long sizeChangeKib,
    long estimatedMillis) {}
