package org.whittle.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.whittle.kernel.Digest;

/**
 * The class that Jazzer calls. To start Jazzer takes longer than to fuzz for a while, so one
 * process has all targets, and the first byte of an input says which is meant; or it has one, named
 * by a system property.
 */
public final class Fuzzed {
  /** Names the only target. */
  static final String ONLY = "whittle.fuzz.only";

  /** The folder for what a target makes of a finding. */
  static final String FINDINGS = "whittle.fuzz.findings";

  /** Begins the line that says how often a target was run. */
  static final String COUNT = "whittle: runs of ";

  private static final List<Target> TARGETS = List.of(Target.values());
  private static final Map<Target, Long> RUNS = new ConcurrentHashMap<>();

  private Fuzzed() {}

  /** Called once, before all inputs. */
  public static void fuzzerInitialize() {
    Runtime.getRuntime().addShutdownHook(new Thread(Fuzzed::count));
  }

  private static void count() {
    for (Target target : TARGETS) {
      System.out.println(COUNT + target + ": " + RUNS.getOrDefault(target, 0L));
    }
  }

  /** Called with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Target target = target(input[0]);
      RUNS.merge(target, 1L, Long::sum);
      byte[] own = Arrays.copyOfRange(input, 1, input.length);
      try {
        target.run(own);
      } catch (RuntimeException | Error e) {
        keep(target, own);
        throw e;
      }
    }
  }

  private static Target target(byte first) {
    String only = System.getProperty(ONLY, "");
    return only.isEmpty()
        ? TARGETS.get((first & 0xff) % TARGETS.size())
        : Target.valueOf(only.toUpperCase(Locale.ROOT));
  }

  /** An input for the target. */
  static byte[] input(Target target, byte[] own) {
    byte[] input = new byte[own.length + 1];
    input[0] = (byte) TARGETS.indexOf(target);
    System.arraycopy(own, 0, input, 1, own.length);
    return input;
  }

  /** Lays the finding where the test of what once was a fault finds it. */
  private static void keep(Target target, byte[] own) {
    try {
      Path folder =
          Path.of(System.getProperty(FINDINGS, "findings"))
              .resolve(target.name().toLowerCase(Locale.ROOT));
      Files.write(
          Files.createDirectories(folder).resolve("found-" + Digest.of(own).shortHex()), own);
    } catch (IOException e) {
      throw new UncheckedIOException("the input of a finding cannot be kept", e);
    }
  }
}
