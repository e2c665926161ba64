package org.whittle.application.rollouts;

import java.util.List;
import java.util.Optional;
import org.whittle.application.windows.StandingText;
import org.whittle.jobs.Job;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.RolloutState;
import org.whittle.windows.Standing;

/**
 * How things stand for all rollouts at a moment: windows, and the job that rebuilds.
 *
 * @param rebuilding the rebuild that waits or runs, if there is one
 * @param stopped the rebuild that somebody stopped since the window opened, if one is
 */
record Waiting(Standing standing, Optional<Job> rebuilding, Optional<Job> stopped) {
  /** What a rollout waits for; empty if it has ended. */
  Optional<WaitView> of(RolloutState state, String requestedBy) {
    return switch (state) {
      case DRAFT, TESTED ->
          Optional.of(
              new WaitView(
                  WaitKind.PROPOSAL,
                  requestedBy,
                  Optional.empty(),
                  "waits for " + requestedBy + " to propose it"));
      case AWAITING_APPROVAL ->
          Optional.of(
              new WaitView(
                  WaitKind.APPROVAL,
                  requestedBy,
                  Optional.empty(),
                  "waits for the decision of somebody other than " + requestedBy));
      case APPROVED, SCHEDULED, RUNNING -> Optional.of(rebuild());
      case REJECTED, DONE, PARTLY_DONE, FAILED, VOID, ROLLED_BACK -> Optional.empty();
    };
  }

  /** What a rollout waits for that has published all that it could; empty for others. */
  static Optional<WaitView> forTests(List<RolloutLine> lines) {
    long published = lines.stream().filter(line -> line.state() == LineState.PUBLISHED).count();
    boolean more = lines.stream().anyMatch(line -> line.state() == LineState.PLANNED);
    return published == 0 || more
        ? Optional.empty()
        : Optional.of(
            new WaitView(
                WaitKind.TESTS,
                Long.toString(published),
                Optional.empty(),
                "all is published; " + published + " wait for their tests"));
  }

  private WaitView rebuild() {
    if (rebuilding.isPresent()) {
      String job = Long.toString(rebuilding.get().id());
      return new WaitView(
          WaitKind.JOB, job, Optional.empty(), "job " + job + " is rebuilding images");
    }
    return switch (standing) {
      case Standing.Open open when stopped.isPresent() ->
          new WaitView(
              WaitKind.STOPPED,
              stopped.get().stopAskedBy().orElse(""),
              Optional.of(open.deadline()),
              "job "
                  + stopped.get().id()
                  + " was stopped by "
                  + stopped.get().stopAskedBy().orElse("")
                  + "; the next window goes on");
      case Standing.Open open ->
          new WaitView(
              WaitKind.START,
              open.opening().window(),
              Optional.of(open.deadline()),
              "window " + open.opening().window() + " is open: a job starts within a minute");
      case Standing.Shut shut ->
          new WaitView(
              shut.because().isPresent() ? WaitKind.BLACKOUT : WaitKind.WINDOW,
              shut.because().isPresent() ? shut.because().get().name() : shut.next().window(),
              Optional.of(
                  shut.because().isPresent() ? shut.because().get().until() : shut.next().from()),
              "waits: " + StandingText.of(standing));
      case Standing.Never never ->
          new WaitView(
              WaitKind.NOTHING,
              never.detail(),
              Optional.empty(),
              "waits, but " + StandingText.of(standing));
    };
  }
}
