package org.whittle.fuzz;

/** The class that Jazzer calls; a system property says what is meant. */
public final class Fuzzed {
  static final String TARGET = "whittle.fuzz.target";

  private static final Target CHOSEN = Target.valueOf(System.getProperty(TARGET, "DEB"));

  private Fuzzed() {}

  /** Called with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    CHOSEN.run(input);
  }
}
