package org.whittle.story;

/** Something was not as the story tells it. */
final class Untold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Untold(String message) {
    super(message);
  }

  /** Goes on only if it is as told. */
  static void unless(boolean asTold, String otherwise) {
    if (!asTold) {
      throw new Untold(otherwise);
    }
  }
}
