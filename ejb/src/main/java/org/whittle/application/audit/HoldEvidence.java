package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.whittle.patches.Hold;
import org.whittle.patches.HoldHistory;
import org.whittle.patches.HoldScope;

/** What evidence says of holds, as JSON. */
final class HoldEvidence {
  private HoldEvidence() {}

  /**
   * Holds with the images that they spoke of.
   *
   * @param planned when the plan was made that they had a part in
   */
  static ArrayNode holds(List<HoldHistory.Spoken> spoken, Instant planned) {
    ArrayNode all = EvidenceFile.array();
    spoken.forEach(one -> all.add(hold(one, planned)));
    return all;
  }

  private static ObjectNode hold(HoldHistory.Spoken spoken, Instant planned) {
    Hold hold = spoken.hold();
    ObjectNode one =
        EvidenceFile.object()
            .put("image", spoken.image())
            .put("hold", hold.id())
            .put("for", scope(hold.scope()))
            .put("package", hold.packageName())
            .put("versions", hold.versions().toString())
            .put("reason", hold.reason())
            .put("owner", hold.owner())
            .put("placedBy", hold.placedBy())
            .put("placedAt", hold.createdAt().toString())
            .put("inForceWhenPlanned", inForce(hold, planned));
    hold.until().ifPresent(day -> one.put("until", day.toString()));
    hold.releasedAt().ifPresent(at -> one.put("releasedAt", at.toString()));
    hold.releasedBy().ifPresent(by -> one.put("releasedBy", by));
    return one;
  }

  private static boolean inForce(Hold hold, Instant at) {
    return !hold.createdAt().isAfter(at)
        && hold.releasedAt().map(at::isBefore).orElse(true)
        && !hold.isExpired(LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  private static String scope(HoldScope scope) {
    return switch (scope) {
      case HoldScope.OfImage image -> "image";
      case HoldScope.OfLabel label -> "label " + label;
      case HoldScope.OfLibrary all -> "library";
    };
  }
}
