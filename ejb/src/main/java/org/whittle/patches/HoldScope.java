package org.whittle.patches;

import org.whittle.kernel.InvalidInput;

/** Which images a hold speaks of. */
public sealed interface HoldScope {
  /** One image. */
  record OfImage(long imageId) implements HoldScope {}

  /**
   * The images with a label, now and later.
   *
   * @param value empty: whatever its value
   */
  record OfLabel(String name, String value) implements HoldScope {
    /** Checks that there is a label. */
    public OfLabel {
      if (name.isBlank() || name.length() > 63 || value.length() > 255) {
        throw new InvalidInput(
            "cannot hold the images with label \"" + name + "\": that is no label",
            "Write it as name=value, as blueprints do, or as a name alone",
            null);
      }
    }

    /** Reads {@code name=value}, or a name alone. */
    public static OfLabel parse(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new OfLabel(text.strip(), "")
          : new OfLabel(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }

    @Override
    public String toString() {
      return value.isEmpty() ? name : name + "=" + value;
    }
  }

  /** All images of the project. */
  record OfLibrary() implements HoldScope {}
}
