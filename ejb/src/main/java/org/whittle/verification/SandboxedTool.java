package org.whittle.verification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/**
 * Runs a program of an extracted tree in the sandbox for what it makes: own root, no network,
 * bounded time and memory, and one directory whose content stays. Safe for use by any thread.
 */
public final class SandboxedTool {
  /** Where the program finds the directory; the tree must have it. */
  public static final FilePath OUTPUT = new FilePath("/out");

  private final Sandbox.Availability availability;

  SandboxedTool(Sandbox.Availability availability) {
    this.availability = availability;
  }

  /** Why this machine cannot make the sandbox; empty: it can. */
  public Optional<String> obstacle() {
    return availability.sandbox().isPresent() ? Optional.empty() : Optional.of(reason());
  }

  /**
   * Runs a command to its end.
   *
   * @param root directory with the tree's files, all owned by the user of this process
   * @param output an empty directory
   * @throws Unavailable if this machine cannot make the sandbox
   * @throws InvalidInput if the program fails or does not end, with the first line that it wrote
   */
  public void run(Path root, List<String> command, Path output, Duration timeout) {
    Sandbox sandbox =
        availability
            .sandbox()
            .orElseThrow(
                () -> new Unavailable("cannot run " + command.getFirst() + ": " + reason()));
    RunConfig run =
        new RunConfig(command, List.of(), Map.of(), "", FilePath.ROOT, List.of(), List.of(OUTPUT));
    Confinement confinement = ImageRoot.prepare(root, run).withOutput(OUTPUT, output);
    try (SandboxedProcess process =
        sandbox.run(confinement, List.of(), command, Optional.empty())) {
      SandboxedProcess.Ended ended = process.await(timeout);
      if (!ended.started()) {
        throw new Unavailable(
            "cannot run "
                + command.getFirst()
                + ": the sandbox could not be made: "
                + ended.errors());
      }
      int exit = ended.exit().orElse(-1);
      if (exit != 0) {
        String how =
            exit < 0
                ? "it did not end within " + Words.time(timeout)
                : "it ended with status " + exit;
        String said = ended.log().lines().findFirst().orElse("");
        throw new InvalidInput(
            "cannot run " + command.getFirst() + ": " + how + ": " + Words.quoted(said));
      }
    }
  }

  private String reason() {
    return availability.reason();
  }
}
