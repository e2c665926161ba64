package org.whittle.portal.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.whittle.application.rollouts.PlanLine;
import org.whittle.application.rollouts.PlanView;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutCause;

/** Parts a plan: exceptions are shown one by one, the ordinary rest is folded. */
@Named
@ApplicationScoped
public class PlanParts {
  /** Lines that somebody has to look at. */
  public List<PlanLine> exceptions(PlanView plan) {
    return plan.lines().stream().filter(PlanParts::isException).toList();
  }

  /** Lines that are as one expects. */
  public List<PlanLine> rest(PlanView plan) {
    return plan.lines().stream().filter(line -> !isException(line)).toList();
  }

  /** What the rebuild of an image brings beside the rollout's own cause. */
  public List<RolloutCause> also(PlanView plan, PlanLine line) {
    return line.carries().stream().filter(cause -> cause != plan.cause().cause()).toList();
  }

  private static boolean isException(PlanLine line) {
    return line.disposition() == Disposition.HELD
        || line.disposition() == Disposition.UNRESOLVABLE
        || line.state() == LineState.FAILED
        || line.state() == LineState.VOID;
  }
}
