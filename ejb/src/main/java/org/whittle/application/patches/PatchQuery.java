package org.whittle.application.patches;

import java.util.Optional;
import org.whittle.patches.PatchState;

/** Which patches are wanted: text in the source's or a binary's name, state, touching an image. */
public record PatchQuery(String text, Optional<PatchState> state, boolean affectingOnly) {}
