package org.whittle.rules;

import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

/** The name of a slice, written {@code package/slice}. */
public record SliceRef(PackageName packageName, String slice) {
  /** Reads the written form. */
  public static SliceRef parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || !text.substring(slash + 1).matches("[a-z0-9][a-z0-9-]*")) {
      throw new InvalidInput(
          "cannot use slice \"" + text + "\": it is not written as package/slice");
    }
    return new SliceRef(new PackageName(text.substring(0, slash)), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return packageName + "/" + slice;
  }
}
