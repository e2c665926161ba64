package org.whittle.kernel;

/**
 * Hears how far a long piece of work has come.
 *
 * <p>May be called often and by several threads; an implementation thins out what it passes on.
 */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * Says how far a stage has come.
   *
   * @param stage a word for the stage, such as {@code fetch}; worded for people by the reader
   * @param done units of work done
   * @param total units in all; 0 if not known yet
   */
  void report(String stage, long done, long total);
}
