package org.whittle.application.rollouts;

/** A rollout that is to rebuild an image and has not yet, and why. */
public record ImageWait(long rollout, String title, WaitView waits) {}
