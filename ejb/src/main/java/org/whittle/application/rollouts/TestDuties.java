package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.application.Caller;
import org.whittle.approvals.TestDemand;
import org.whittle.approvals.TestDemands;
import org.whittle.patches.Candidates;

/** Which candidates of a rollout policies want tested before anybody can approve it. */
@ApplicationScoped
class TestDuties {
  @Inject private TestDemands demands;
  @Inject private Candidates candidates;
  @Inject private Caller caller;

  /** The candidates that must be tested; those that have been are among them. */
  List<Candidates.Candidate> required(long rolloutId) {
    List<Candidates.Candidate> all = candidates.of(rolloutId);
    Set<Long> lines =
        TestDemand.required(
            demands.all(caller.project()),
            all.stream()
                .map(
                    one ->
                        new TestDemand.Image(one.lineId(), one.image(), one.family(), one.labels()))
                .toList());
    return all.stream().filter(one -> lines.contains(one.lineId())).toList();
  }

  /** Why the rollout cannot be approved before more is tested; empty if it can. */
  Optional<String> whyNot(long rolloutId) {
    long missing = required(rolloutId).stream().filter(Candidates.Candidate::untested).count();
    return missing == 0
        ? Optional.empty()
        : Optional.of(
            missing == 1
                ? "1 image waits for its tests, by policy"
                : missing + " images wait for their tests, by policy");
  }
}
