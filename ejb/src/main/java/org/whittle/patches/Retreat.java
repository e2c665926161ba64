package org.whittle.patches;

import java.util.List;
import java.util.Optional;
import org.whittle.library.Channels;

/**
 * What a rollback does with one image of a rollout.
 *
 * @param imageReturns whether the version before counts as the image's newest again
 * @param moves channels that go back, each to where it goes
 * @param message what is said of the line, for people
 */
record Retreat(Built line, boolean imageReturns, List<Channels.Move> moves, String message) {
  /** Copies the moves. */
  Retreat {
    moves = List.copyOf(moves);
  }

  /** A line that gave a version, and the newest version of its image now. */
  record Built(
      long lineId,
      long imageId,
      String image,
      Channels.Place from,
      Channels.Place result,
      int newest,
      String message) {}

  /**
   * A channel that points to what a line gave.
   *
   * @param before the older version that it came from; empty if there is none
   */
  record Pointer(long imageId, String channel, Optional<Channels.Place> before) {}

  /**
   * What to do with a line.
   *
   * @param pointers the image's channels that point to what the line gave
   */
  static Retreat of(Built line, List<Pointer> pointers) {
    boolean imageReturns = line.newest() == line.result().number();
    List<Channels.Move> moves =
        pointers.stream()
            .map(
                pointer ->
                    new Channels.Move(
                        line.imageId(),
                        pointer.channel(),
                        line.result(),
                        pointer.before().orElse(line.from())))
            .toList();
    Retreat planned = new Retreat(line, imageReturns, moves, "");
    return new Retreat(line, imageReturns, moves, planned.told());
  }

  /** Whether anything goes back at all. */
  boolean undoes() {
    return imageReturns || !moves.isEmpty();
  }

  private String told() {
    if (!undoes()) {
      return line.message() + "; not rolled back, since version " + line.newest() + " came after";
    }
    StringBuilder told = new StringBuilder("version " + line.result().number() + " rolled back: ");
    told.append(
        imageReturns
            ? "version " + line.from().number() + " counts again"
            : "version " + line.newest() + " came after and stays");
    for (Channels.Move move : moves) {
      told.append(", ").append(move.channel()).append(" to version ").append(move.to().number());
    }
    return told.toString();
  }
}
