package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.application.library.BuildCandidate;
import org.whittle.audit.AuditTrail;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobItem;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Conflict;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.Candidates;
import org.whittle.patches.LineState;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;

/** The short transactions of the job that tests candidates. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class CandidateSteps {
  @Inject private Rollouts rollouts;
  @Inject private Candidates candidates;
  @Inject private TestDuties duties;
  @Inject private Images images;
  @Inject private Jobs jobs;
  @Inject private Settings settings;
  @Inject private AuditTrail trail;
  @Inject private Audited audited;
  @Inject private Caller caller;

  /** Chooses what is tested, and deals it to lanes. */
  void deal(long rolloutId, boolean all) {
    Rollout rollout = rollouts.locked(caller.project(), rolloutId);
    if (!rollout.state().isUndecided()) {
      throw new Conflict("cannot test rollout " + rolloutId + ": it was decided already");
    }
    List<Candidates.Candidate> wanted = untested(duties.required(rolloutId));
    if (all || wanted.isEmpty()) {
      wanted = untested(candidates.of(rolloutId));
    }
    if (wanted.isEmpty()) {
      throw new Conflict("cannot test rollout " + rolloutId + ": no image of it is left to test");
    }
    candidates.deal(rolloutId, wanted, settings.rebuildLanes());
    audited.record("test rollout", "rollout " + rolloutId, wanted.size() + " images");
  }

  private static List<Candidates.Candidate> untested(List<Candidates.Candidate> of) {
    return of.stream().filter(Candidates.Candidate::untested).toList();
  }

  Optional<Long> next(long jobId, int lane) {
    return candidates.next(rollout(jobId), lane);
  }

  boolean isAskedToStop(long jobId) {
    return jobs.job(caller.project(), jobId).stopAskedBy().isPresent();
  }

  int left(long jobId) {
    return candidates.left(rollout(jobId));
  }

  RolloutLine line(long lineId) {
    return rollouts.line(lineId);
  }

  /** Why a candidate cannot be built from what its line was planned with; empty if it can. */
  Optional<String> whyVoid(RolloutLine line) {
    Image image = images.image(caller.project(), line.imageId());
    return image.newestVersion() == line.fromVersion()
        ? Optional.empty()
        : Optional.of(
            "version "
                + image.newestVersion()
                + " counts now; the plan was made from version "
                + line.fromVersion()
                + "; propose it again");
  }

  void voided(RolloutLine line, String why) {
    rollouts.end(line.id(), LineState.VOID, why, null);
  }

  void leave(RolloutLine line, String why) {
    candidates.leave(line.id(), why);
  }

  /**
   * Notes a verdict; a line whose candidate failed is out, the others go on. What is not known may
   * be tried again.
   */
  CandidateVerdict judge(RolloutLine line, BuildCandidate.Result result) {
    CandidateVerdict verdict =
        result.verified()
            ? CandidateVerdict.PASSED
            : result.failed() ? CandidateVerdict.FAILED : CandidateVerdict.NOT_RUN;
    String said =
        "candidate "
            + result.number()
            + switch (verdict) {
              case PASSED -> " passed";
              case FAILED -> " failed its tests: it is left out";
              case NOT_RUN -> " is not verified: what its tests say is not known";
            };
    candidates.judge(
        line.id(), verdict, result.versionId(), verdict == CandidateVerdict.PASSED ? "" : said);
    if (verdict == CandidateVerdict.FAILED) {
      rollouts.end(line.id(), LineState.FAILED, said, null);
    }
    return verdict;
  }

  /** Notes that a line's candidate cannot be built at all. */
  void failed(RolloutLine line, String why) {
    rollouts.end(line.id(), LineState.FAILED, "its candidate cannot be built: " + why, null);
  }

  /** How the job ended; a draft whose candidates have all got their verdict is tested. */
  RebuildSteps.Conclusion conclude(long jobId) {
    long id = rollout(jobId);
    List<JobItem> items = jobs.items(jobId);
    int passed = count(items, CandidateVerdict.PASSED);
    int failed = items.size() - passed;
    int left = candidates.left(id);
    boolean untestable =
        items.stream().anyMatch(item -> item.state().equals(CandidateVerdict.NOT_RUN.name()));
    String told = passed + " candidates passed, " + failed + " not";
    if (left > 0) {
      return new RebuildSteps.Conclusion(JobState.STOPPED, told + ", " + left + " not tested");
    }
    if (!untestable) {
      rollouts.locked(caller.project(), id).tested();
    }
    trail.record(caller.project(), Roles.SYSTEM, "end tests", "rollout " + id, told);
    return new RebuildSteps.Conclusion(failed == 0 ? JobState.DONE : JobState.PARTLY_DONE, told);
  }

  private long rollout(long jobId) {
    Job job = jobs.job(caller.project(), jobId);
    return job.subjectId().orElseThrow();
  }

  private static int count(List<JobItem> items, CandidateVerdict verdict) {
    return (int) items.stream().filter(item -> item.state().equals(verdict.name())).count();
  }
}
