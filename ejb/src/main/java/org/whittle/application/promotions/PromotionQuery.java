package org.whittle.application.promotions;

import java.util.Optional;
import org.whittle.library.PromotionState;

/**
 * Which promotions are wanted.
 *
 * @param image its name; empty: any
 */
public record PromotionQuery(Optional<PromotionState> state, String image) {}
