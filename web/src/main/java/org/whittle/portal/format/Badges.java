package org.whittle.portal.format;

import static java.util.Map.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Severity;
import org.whittle.application.resolution.Optimality;
import org.whittle.application.sources.CheckState;
import org.whittle.catalogue.SyncState;
import org.whittle.jobs.JobState;
import org.whittle.library.ImageState;
import org.whittle.library.PromotionState;
import org.whittle.library.Verdict;
import org.whittle.notifications.DeliveryState;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.Disposition;
import org.whittle.patches.Impact;
import org.whittle.patches.LineState;
import org.whittle.patches.PatchState;
import org.whittle.patches.RolloutState;

/**
 * Which of the portal's states a constant is drawn as.
 *
 * <p>There are five, each with colour, icon and word, and <em>running</em> for what is under way.
 * What is not listed is unknown, never green.
 */
@Named
@ApplicationScoped
public class Badges {
  private static final String CURRENT = "current";
  private static final String WAITING = "waiting";
  private static final String FAILED = "failed";
  private static final String HELD = "held";
  private static final String UNKNOWN = "unknown";
  private static final String RUNNING = "running";

  private static final Map<Enum<?>, String> STYLES =
      Map.ofEntries(
          entry(ImageState.CURRENT, CURRENT),
          entry(ImageState.STALE, WAITING),
          entry(ImageState.HELD, HELD),
          entry(ImageState.FAILED, FAILED),
          entry(Verdict.PASSED, CURRENT),
          entry(Verdict.REPORTED, WAITING),
          entry(Verdict.FAILED, FAILED),
          entry(SyncState.SYNCED, CURRENT),
          entry(SyncState.FAILED, FAILED),
          entry(CheckState.WHOLE, CURRENT),
          entry(CheckState.BROKEN, FAILED),
          entry(Optimality.PROVED, CURRENT),
          entry(Optimality.NOT_PROVED, WAITING),
          entry(JobState.WAITING, WAITING),
          entry(JobState.RUNNING, RUNNING),
          entry(JobState.DONE, CURRENT),
          entry(JobState.PARTLY_DONE, WAITING),
          entry(JobState.FAILED, FAILED),
          entry(JobState.INTERRUPTED, FAILED),
          entry(JobState.STOPPED, WAITING),
          entry(DeliveryState.WAITING, WAITING),
          entry(DeliveryState.SENT, CURRENT),
          entry(DeliveryState.FAILED, FAILED),
          entry(PatchState.NEW, WAITING),
          entry(PatchState.PROPOSED, RUNNING),
          entry(PatchState.APPLIED, CURRENT),
          entry(PromotionState.AWAITING_APPROVAL, WAITING),
          entry(PromotionState.APPROVED, CURRENT),
          entry(PromotionState.REJECTED, FAILED),
          entry(RolloutState.DRAFT, WAITING),
          entry(RolloutState.TESTED, WAITING),
          entry(RolloutState.AWAITING_APPROVAL, WAITING),
          entry(RolloutState.SCHEDULED, RUNNING),
          entry(RolloutState.APPROVED, RUNNING),
          entry(RolloutState.RUNNING, RUNNING),
          entry(RolloutState.DONE, CURRENT),
          entry(RolloutState.PARTLY_DONE, WAITING),
          entry(RolloutState.FAILED, FAILED),
          entry(RolloutState.REJECTED, FAILED),
          entry(RolloutState.ROLLED_BACK, HELD),
          entry(Impact.AFFECTED, WAITING),
          entry(Impact.UNAFFECTED, CURRENT),
          entry(Disposition.REBUILD, RUNNING),
          entry(Disposition.HELD, HELD),
          entry(Disposition.UNRESOLVABLE, FAILED),
          entry(CandidateVerdict.PASSED, CURRENT),
          entry(CandidateVerdict.FAILED, FAILED),
          entry(LineState.PLANNED, WAITING),
          entry(LineState.PUBLISHED, RUNNING),
          entry(LineState.DONE, CURRENT),
          entry(LineState.FAILED, FAILED),
          entry(LineState.ROLLED_BACK, HELD));

  private static final Map<String, String> ICONS =
      Map.of(
          CURRENT, "pi-check-circle",
          WAITING, "pi-clock",
          FAILED, "pi-times-circle",
          HELD, "pi-lock",
          RUNNING, "pi-sync",
          UNKNOWN, "pi-question-circle");

  /** How a severity is drawn. */
  public String severity(@Nullable Severity severity) {
    return severity == null ? UNKNOWN : severity.name().toLowerCase(Locale.ROOT);
  }

  /** The style of a constant. */
  public String style(@Nullable Enum<?> constant) {
    return constant == null ? UNKNOWN : STYLES.getOrDefault(constant, UNKNOWN);
  }

  /** The style of what became of a part of a job, by its name; unknown for a name that is none. */
  public String named(String state) {
    return Stream.<Enum<?>[]>of(JobState.values(), LineState.values(), CandidateVerdict.values())
        .flatMap(Stream::of)
        .filter(known -> known.name().equals(state))
        .findFirst()
        .map(this::style)
        .orElse(UNKNOWN);
  }

  /** The icon of a style. */
  public String icon(String style) {
    return ICONS.getOrDefault(style, "pi-question-circle");
  }
}
