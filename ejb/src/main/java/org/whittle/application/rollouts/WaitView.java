package org.whittle.application.rollouts;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a rollout is waiting.
 *
 * @param about the window, the black-out, the job's number, who proposed or who stopped
 * @param until when that ends or begins, where it is known
 * @param message all of it in a sentence
 */
public record WaitView(WaitKind kind, String about, Optional<Instant> until, String message) {}
