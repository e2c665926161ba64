package org.whittle.application.rollouts;

import org.whittle.patches.RolloutCause;

/**
 * A cause that waits for somebody to propose a rollout of it.
 *
 * @param what what is new, for people
 * @param images how many images it may touch at most
 */
public record WaitingCause(RolloutCause cause, String what, int images) {}
