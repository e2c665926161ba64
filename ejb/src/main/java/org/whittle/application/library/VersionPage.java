package org.whittle.application.library;

import java.util.List;
import java.util.Optional;
import org.whittle.library.Verdict;

/**
 * One immutable image version, sizes in bytes.
 *
 * @param missesNotKnown what is not known of paths that tests asked for in vain, and why; empty if
 *     all is known
 */
public record VersionPage(
    String image,
    VersionRow row,
    String inputDigest,
    int blueprintRevision,
    String blueprint,
    long durationMillis,
    int layers,
    long ociBytes,
    Optional<String> tarDigest,
    long tarBytes,
    List<MachineFile> machines,
    List<Line> composition,
    List<TestView> tests,
    List<FaultView> faults,
    List<EffectView> unknownEffects,
    List<MissView> misses,
    String missesNotKnown) {

  /**
   * A file that boots.
   *
   * @param kind as a download names it, such as {@code qcow2}
   */
  public record MachineFile(String kind, long bytes) {}

  /** A package of the composition and why it is there. */
  public record Line(
      String name,
      String version,
      String architecture,
      boolean requested,
      Optional<String> chosenBy,
      Optional<String> relation,
      long installedKib,
      int files,
      long bytes) {}

  /** One retro-test. */
  public record TestView(
      String name, Verdict verdict, long durationMillis, String detail, String log) {}

  /** One fault of the structure check. */
  public record FaultView(String kind, String path, String detail) {}

  /** What a maintainer script does that nothing accounts for. */
  public record EffectView(String packageName, String script, int line, String text) {}

  /**
   * A path that a retro-test asked for in vain.
   *
   * @param rule what to add to the rules so that the image keeps it
   */
  public record MissView(
      String kind, String path, String owner, String program, String test, String rule) {}
}
