package org.whittle.build;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.composition.boot.Machine;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.sbom.Materials;
import org.whittle.kernel.Digest;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.Fault;
import org.whittle.verification.MissReport;
import org.whittle.verification.TestOutcome;
import org.whittle.verification.TestReport;

/** What a build comes to. Expected failures are values here, never exceptions. */
public sealed interface BuildOutcome {
  /**
   * Artifacts are in the store; whether they are good enough is for the caller to say.
   *
   * @param input digest of all inputs
   * @param tree every file with its reason
   * @param oci the OCI image, if the blueprint asks for it
   * @param tar the root file system as an archive, if the blueprint asks for it
   * @param machine what starts it, if the blueprint asks for a format that boots
   * @param materials what it was made of
   * @param documents bills of materials and provenance
   * @param faults all that the structure check found, the gravest first
   * @param misses what the retro-tests asked for in vain
   * @param policy what the blueprint says of misses
   * @param durations wall-clock time of each stage
   */
  record Built(
      Digest input,
      Composition composition,
      ThinTree tree,
      Optional<OciImage> oci,
      Optional<TarArchive> tar,
      Optional<Machine> machine,
      Materials materials,
      Documents documents,
      List<Fault> faults,
      TestReport tests,
      MissReport misses,
      MissPolicy policy,
      Map<Stage, Duration> durations)
      implements BuildOutcome {
    /** Copies the collections. */
    public Built {
      faults = List.copyOf(faults);
      durations = Collections.unmodifiableMap(new EnumMap<>(durations));
    }

    /** The tree with what starts it as a machine: all that is used of each package. */
    public ThinTree everything() {
      return machine.map(m -> MachineStep.together(tree, m.tree())).orElse(tree);
    }

    /** The same with one more test. */
    public Built with(TestOutcome outcome) {
      return new Built(
          input,
          composition,
          tree,
          oci,
          tar,
          machine,
          materials,
          documents,
          faults,
          tests.and(List.of(outcome)),
          misses,
          policy,
          durations);
    }

    /**
     * All retro-tests passed, there is at least one, nothing breaks the structure, and nothing of
     * the closure was missed; what could not be observed counts as missed unless the blueprint
     * allows misses. Paths of packages beyond the closure are reported, and hold nothing back.
     */
    public boolean verified() {
      return tests.passed()
          && faults.stream().noneMatch(f -> f.kind().breaking())
          && (policy == MissPolicy.REPORT
              || misses.verdict() == MissReport.Verdict.NONE
              || misses.verdict() == MissReport.Verdict.UNSETTLED);
    }
  }

  /**
   * A root file system as a tar archive, made whenever it is read: {@code RootFsTar} over the tree
   * with the baseline's date gives exactly these bytes.
   */
  record TarArchive(Digest digest, long size) {}

  /**
   * Nothing was made.
   *
   * @param stage where it ended
   * @param message "cannot X: Y"
   * @param remedy what to do, as a sentence; may be empty
   * @param mayPass whether the same may go well later, without a change
   */
  record Failed(Stage stage, String message, String remedy, boolean mayPass)
      implements BuildOutcome {
    /** A failure that stays until something is changed. */
    public Failed(Stage stage, String message, String remedy) {
      this(stage, message, remedy, false);
    }
  }
}
