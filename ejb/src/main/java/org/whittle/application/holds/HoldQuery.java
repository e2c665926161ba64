package org.whittle.application.holds;

import java.util.Optional;
import org.whittle.patches.HoldState;

/** Which holds are wanted: text in package, image, label, owner or reason; state. */
public record HoldQuery(String text, Optional<HoldState> state) {}
