package org.whittle.application.library;

import java.util.Optional;
import org.whittle.library.ImageState;

/** Which images are wanted: text in name, description or a package's name; a state. */
public record ImageQuery(String text, Optional<ImageState> state) {
  /** All images. */
  public static final ImageQuery ALL = new ImageQuery("", Optional.empty());
}
