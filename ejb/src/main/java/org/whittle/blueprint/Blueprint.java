package org.whittle.blueprint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;

/**
 * What an image is to be.
 *
 * @param name the image's name in the library: lower-case letters, digits and hyphens
 * @param description one line for people; may be empty
 * @param architecture the machine that runs it
 * @param packages the roots of the closure, at their candidate versions
 * @param recommends whether Recommends are followed
 * @param level how much of the closure is kept
 * @param entryPoints programs and files that must be there; empty: the roots' own binaries
 * @param overlay files that the author adds, which win over packages
 * @param options settings that rules may ask for, such as {@code locale: de}
 * @param labels for searching and for policies
 * @param formats the artifacts to write, such as {@code oci}, {@code tar} and {@code raw}
 * @param run how the image's process is started
 * @param tests the retro-tests
 * @param misses what a file means that the tests miss
 * @param maxBytes how many bytes the files of the image may have in all; empty: any number
 * @param rules the version of the library's rules that it is built with; empty: the newest
 * @param machine how it becomes a virtual machine
 */
public record Blueprint(
    String name,
    String description,
    Architecture architecture,
    List<PackageName> packages,
    boolean recommends,
    Level level,
    List<FilePath> entryPoints,
    List<OverlayFile> overlay,
    Map<String, String> options,
    Map<String, String> labels,
    List<String> formats,
    RunConfig run,
    List<RetroTest> tests,
    MissPolicy misses,
    OptionalLong maxBytes,
    OptionalInt rules,
    MachineConfig machine) {

  /** What it means that a test asks for a file which the closure has and the image has not. */
  public enum MissPolicy {
    /** The image is not verified. */
    FAIL,
    /** It is listed on the image, and the tests alone decide. */
    REPORT
  }

  /** A blueprint whose image must miss nothing, may have any size and obeys the newest rules. */
  public Blueprint(
      String name,
      String description,
      Architecture architecture,
      List<PackageName> packages,
      boolean recommends,
      Level level,
      List<FilePath> entryPoints,
      List<OverlayFile> overlay,
      Map<String, String> options,
      Map<String, String> labels,
      List<String> formats,
      RunConfig run,
      List<RetroTest> tests) {
    this(
        name,
        description,
        architecture,
        packages,
        recommends,
        level,
        entryPoints,
        overlay,
        options,
        labels,
        formats,
        run,
        tests,
        MissPolicy.FAIL,
        OptionalLong.empty(),
        OptionalInt.empty(),
        MachineConfig.DEFAULT);
  }

  /** How much of the closure an image keeps. */
  public enum Level {
    /** Every file of the closure. */
    FULL,
    /** Without documentation, manuals, locales, headers, static libraries, debug data, caches. */
    SAFE,
    /** Only files with a reason. */
    THIN
  }

  /**
   * A file that the author adds.
   *
   * @param mode permission bits
   * @param content its text; a link has none
   * @param link target of a symbolic link, if it is one
   */
  public record OverlayFile(
      FilePath path, int mode, int uid, int gid, String content, Optional<String> link) {}

  /**
   * How the image's process is started (OCI image-spec 1.1, "Image configuration").
   *
   * @param user user name or {@code uid:gid}; empty: root
   * @param ports such as {@code 8080/tcp}
   * @param writable directories that the process writes to; temporary when the root is read-only
   */
  public record RunConfig(
      List<String> entryPoint,
      List<String> command,
      Map<String, String> environment,
      String user,
      FilePath workingDirectory,
      List<String> ports,
      List<FilePath> writable) {
    /** Copies the collections. */
    public RunConfig {
      entryPoint = List.copyOf(entryPoint);
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      ports = List.copyOf(ports);
      writable = List.copyOf(writable);
    }
  }

  /** Copies the collections. */
  public Blueprint {
    packages = List.copyOf(packages);
    entryPoints = List.copyOf(entryPoints);
    overlay = List.copyOf(overlay);
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
    formats = List.copyOf(formats);
    tests = List.copyOf(tests);
  }

  /** The same with other artifacts to write. */
  public Blueprint withFormats(List<String> others) {
    return new Blueprint(
        name,
        description,
        architecture,
        packages,
        recommends,
        level,
        entryPoints,
        overlay,
        options,
        labels,
        others,
        run,
        tests,
        misses,
        maxBytes,
        rules,
        machine);
  }
}
