package org.whittle.catalogue;

import java.util.Optional;
import java.util.function.Supplier;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.PreparedIndices;

/** Prepared indices of a server: where they lie is for its log, and not for who asks it. */
final class PreparedOffers {
  private static final System.Logger LOG = System.getLogger(PreparedOffers.class.getName());

  private PreparedOffers() {}

  /**
   * The universe with the key, made and kept if it is not there yet. What is opened lies in a
   * mapped file, and takes less memory than what was just made.
   *
   * @throws Unavailable if it cannot be kept or opened
   */
  static DebianUniverse of(PreparedIndices prepared, Digest key, Supplier<DebianUniverse> making) {
    Optional<DebianUniverse> kept = onDisk(() -> prepared.open(key));
    if (kept.isPresent()) {
      return kept.get();
    }
    DebianUniverse made = making.get();
    return onDisk(
        () -> {
          prepared.keep(key, made);
          return prepared.open(key).orElse(made);
        });
  }

  private static <T> T onDisk(Supplier<T> work) {
    try {
      return work.get();
    } catch (Unavailable folder) {
      LOG.log(System.Logger.Level.ERROR, folder.getMessage());
      throw new Unavailable(
          "cannot prepare what the sources offer: the server cannot use its disk",
          "Ask an operator to look whether the disk is full; the server's log names the folder."
              + " It works again as soon as there is room",
          folder);
    }
  }
}
