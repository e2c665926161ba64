package org.whittle.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;

/**
 * The rows of jobs and their leases.
 *
 * <p>Every change is a short transaction of its own, since the work itself runs in none and a
 * reader must see how far it is.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class Jobs {
  private static final String SELECT =
      "select id, kind, subject, subject_id, state, started_by, created_at, started_at, ended_at,"
          + " stage, stage_done, stage_total, message, in_window, stop_asked_by, attempt from"
          + " job_run where project_id = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * Creates a waiting job.
   *
   * @throws Conflict if a job of the kind for the same subject waits or runs already
   */
  public long create(
      int projectId, JobKind kind, String subject, OptionalLong subjectId, String startedBy) {
    // The lock on the project's row makes the check and the insert one step.
    sql.number("select id from project where id = ? for update", projectId);
    sql.first(
            "select id from job_run where project_id = ? and kind = ? and subject = ?"
                + " and state in ('WAITING', 'RUNNING')",
            row -> row.number("id"),
            projectId,
            kind,
            subject)
        .ifPresent(
            id -> {
              throw new Conflict(
                  "cannot start: job " + id + " for " + subject + " waits or runs already",
                  "Wait for it to end",
                  null);
            });
    return sql.insert(
        "insert into job_run (project_id, kind, subject, subject_id, state, started_by, created_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        projectId,
        kind,
        subject,
        subjectId.isPresent() ? subjectId.getAsLong() : null,
        JobState.WAITING,
        startedBy,
        clock.instant());
  }

  /** Notes that a waiting job ends with the window that starts it. */
  public void bindToWindow(long id) {
    sql.update("update job_run set in_window = true where id = ?", id);
  }

  /** Notes how often the work of a waiting job was begun, this time included. */
  public void countAttempt(long id, int attempt) {
    sql.update("update job_run set attempt = ? where id = ?", attempt, id);
  }

  /** Asks a job to stop at the next place to go on from. */
  public void askToStop(long id, String by) {
    sql.update(
        "update job_run set stop_asked_by = coalesce(stop_asked_by, ?), version = version + 1"
            + " where id = ? and state in ('WAITING', 'RUNNING')",
        by,
        id);
  }

  /** The newest job of a kind. */
  public Optional<Job> lastOf(int projectId, JobKind kind) {
    return sql.first(SELECT + " and kind = ? order by id desc limit 1", Jobs::job, projectId, kind);
  }

  /** Lets no job be created until the caller's transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void lockStarts(int projectId) {
    sql.number("select id from project where id = ? for update", projectId);
  }

  /** Notes which server a waiting job was given to. */
  public void give(long id, String owner) {
    sql.update("update job_run set owner = ? where id = ? and state = 'WAITING'", owner, id);
  }

  /** Jobs that wait or run on a server, as their rows say. */
  public List<Job> ownedBy(int projectId, String owner) {
    return sql.list(
        SELECT + " and state in ('WAITING', 'RUNNING') and owner = ? order by id",
        Jobs::job,
        projectId,
        owner);
  }

  /** Notes that the job runs now, on this server, under this execution of the batch. */
  public void begin(long id, String owner, long executionId) {
    Instant now = clock.instant();
    sql.update(
        "update job_run set state = ?, owner = ?, batch_execution_id = ?, heartbeat_at = ?,"
            + " started_at = coalesce(started_at, ?), ended_at = null, version = version + 1"
            + " where id = ?",
        JobState.RUNNING,
        owner,
        executionId,
        now,
        now,
        id);
  }

  /** Notes how far the job is, and renews its lease. */
  public void progress(long id, String stage, long done, long total) {
    sql.update(
        "update job_run set stage = ?, stage_done = ?, stage_total = ?, heartbeat_at = ?"
            + " where id = ?",
        stage,
        done,
        total,
        clock.instant(),
        id);
  }

  /** Renews the lease of the job. */
  public void beat(long id) {
    sql.update("update job_run set heartbeat_at = ? where id = ?", clock.instant(), id);
  }

  /** Whether a job of the kind waits or runs. */
  public boolean isUnderWay(int projectId, JobKind kind) {
    return sql.number(
            "select count(*) from job_run where project_id = ? and kind = ?"
                + " and state in ('WAITING', 'RUNNING')",
            projectId,
            kind)
        > 0;
  }

  /** Notes the end of a piece of the work; a repeated note replaces the former. */
  public void item(long id, String subject, String state, String message) {
    sql.update(
        "replace into job_item (job_run_id, subject, state, message, ended_at)"
            + " values (?, ?, ?, ?, ?)",
        id,
        subject,
        state,
        message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
        clock.instant());
  }

  /** Notes the end of the job, in the transaction of the caller if there is one. */
  @Transactional(Transactional.TxType.REQUIRED)
  public void end(long id, JobState state, String message) {
    sql.update(
        "update job_run set state = ?, message = ?, ended_at = ?, owner = null,"
            + " version = version + 1 where id = ?",
        state,
        message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
        clock.instant(),
        id);
  }

  /** Marks every unfinished job of this owner as interrupted: it has just started anew. */
  public List<Job> interruptOf(int projectId, String owner) {
    List<Job> left =
        sql.list(
            SELECT + " and state in ('WAITING', 'RUNNING') and (owner = ? or owner is null)",
            Jobs::job,
            projectId,
            owner);
    left.forEach(job -> end(job.id(), JobState.INTERRUPTED, "the server that ran it stopped"));
    return left;
  }

  /**
   * One job.
   *
   * @throws NotFound if there is none with the number
   */
  public Job job(int projectId, long id) {
    return sql.first(SELECT + " and id = ?", Jobs::job, projectId, id)
        .orElseThrow(() -> new NotFound("cannot find job " + id));
  }

  /** The items of a job, in the order in which they ended. */
  public List<JobItem> items(long id) {
    return sql.list(
        "select subject, state, message, ended_at from job_item where job_run_id = ?"
            + " order by ended_at, subject",
        row ->
            new JobItem(
                row.text("subject"),
                row.text("state"),
                row.text("message"),
                row.instant("ended_at")),
        id);
  }

  /** How many jobs there are. */
  public long count(int projectId) {
    return sql.number("select count(*) from job_run where project_id = ?", projectId);
  }

  /** Jobs, newest first. */
  public List<Job> newest(int projectId, int first, int size) {
    return sql.list(
        SELECT + " order by id desc limit ? offset ?", Jobs::job, projectId, size, first);
  }

  /** Jobs that wait or run, oldest first. */
  public List<Job> unfinished(int projectId) {
    return sql.list(
        SELECT + " and state in ('WAITING', 'RUNNING') order by id", Jobs::job, projectId);
  }

  private static Job job(Row row) throws SQLException {
    return new Job(
        row.number("id"),
        row.word("kind", JobKind.class),
        row.text("subject"),
        row.optionalNumber("subject_id"),
        row.word("state", JobState.class),
        row.text("started_by"),
        row.instant("created_at"),
        row.optionalInstant("started_at"),
        row.optionalInstant("ended_at"),
        row.text("stage"),
        row.number("stage_done"),
        row.number("stage_total"),
        row.text("message"),
        row.bool("in_window"),
        row.optionalText("stop_asked_by"),
        row.integer("attempt"));
  }
}
