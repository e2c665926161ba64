package org.whittle.application.rollouts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.patches.RolloutState;
import org.whittle.windows.Blackout;
import org.whittle.windows.MaintenanceCalendar;
import org.whittle.windows.Recurrence;
import org.whittle.windows.Window;

class WaitingTest {
  private static final Window NIGHT =
      new Window(
          "night",
          new Recurrence("FREQ=DAILY"),
          LocalDateTime.parse("2026-01-01T02:00"),
          ZoneId.of("Europe/Berlin"),
          Duration.ofHours(4));
  private static final Blackout FREEZE =
      new Blackout(
          "freeze", Instant.parse("2026-12-20T00:00:00Z"), Instant.parse("2026-12-27T00:00:00Z"));

  @ParameterizedTest(name = "{0} at {1}, {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AWAITING_APPROVAL | 2026-11-22T12:00:00Z | -       | APPROVAL paula -"
            + " | waits for the decision of somebody other than paula",
        "DRAFT | 2026-11-22T12:00:00Z | - | PROPOSAL paula - | waits for paula to propose it",
        "TESTED | 2026-11-22T12:00:00Z | - | PROPOSAL paula - | waits for paula to propose it",
        "SCHEDULED | 2026-11-22T12:00:00Z | -       | WINDOW night 2026-11-23T01:00:00Z"
            + " | waits: window night opens at 2026-11-23 02:00 (Europe/Berlin)",
        "RUNNING  | 2026-11-22T12:00:00Z | running | JOB 7 -" + " | job 7 is rebuilding images",
        "APPROVED | 2026-11-22T01:30:00Z | -       | START night 2026-11-22T05:00:00Z"
            + " | window night is open: a job starts within a minute",
        "RUNNING  | 2026-11-22T01:30:00Z | stopped | STOPPED olaf 2026-11-22T05:00:00Z"
            + " | job 7 was stopped by olaf; the next window goes on",
        "APPROVED | 2026-12-21T01:30:00Z | -       | BLACKOUT freeze 2026-12-27T00:00:00Z"
            + " | waits: black-out freeze until 2026-12-27 01:00 (Europe/Berlin); then window night"
            + " opens at 2026-12-27 02:00 (Europe/Berlin)",
        "APPROVED | 2027-03-27T12:00:00Z | -       | WINDOW night 2027-03-28T01:00:00Z"
            + " | waits: window night opens at 2027-03-28 03:00 (Europe/Berlin), while clocks are"
            + " put forward",
      })
  void aRolloutSaysWhatItWaitsFor(
      RolloutState state, Instant now, String job, String summary, String message) {
    Waiting waiting =
        new Waiting(
            new MaintenanceCalendar(List.of(NIGHT), List.of(FREEZE)).at(now),
            job.equals("running") ? Optional.of(job("")) : Optional.empty(),
            job.equals("stopped") ? Optional.of(job("olaf")) : Optional.empty());
    WaitView view = waiting.of(state, "paula").orElseThrow();
    assertEquals(
        summary,
        view.kind() + " " + view.about() + " " + view.until().map(Instant::toString).orElse("-"));
    assertEquals(message, view.message());
  }

  @ParameterizedTest
  @CsvSource({"DONE", "PARTLY_DONE", "FAILED", "VOID", "REJECTED", "ROLLED_BACK"})
  void whatHasEndedWaitsForNothing(RolloutState state) {
    assertEquals(Optional.empty(), never().of(state, "paula"));
  }

  @ParameterizedTest
  @CsvSource({"APPROVED", "RUNNING"})
  void whereNoWindowOpensNothingWillCome(RolloutState state) {
    assertEquals(
        new WaitView(
            WaitKind.NOTHING,
            "there is no window",
            Optional.empty(),
            "waits, but no window opens: there is no window"),
        never().of(state, "paula").orElseThrow());
  }

  private static Waiting never() {
    return new Waiting(
        new MaintenanceCalendar(List.of(), List.of()).at(Instant.EPOCH),
        Optional.empty(),
        Optional.empty());
  }

  private static Job job(String stoppedBy) {
    return new Job(
        7,
        JobKind.REBUILD,
        "approved rollouts",
        OptionalLong.empty(),
        JobState.RUNNING,
        "system",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        "",
        0,
        0,
        "",
        true,
        stoppedBy.isEmpty() ? Optional.empty() : Optional.of(stoppedBy),
        1);
  }
}
