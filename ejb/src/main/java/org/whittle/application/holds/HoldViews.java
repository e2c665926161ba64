package org.whittle.application.holds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.library.Images;
import org.whittle.patches.Hold;
import org.whittle.patches.HoldConflict;
import org.whittle.patches.HoldList;
import org.whittle.patches.HoldScope;
import org.whittle.patches.Holds;

/** Turns holds into the values that leave the use cases. */
@ApplicationScoped
public class HoldViews {
  @Inject private Holds holds;
  @Inject private HoldList list;
  @Inject private Images images;
  @Inject private Caller caller;

  /** The holds that speak of an image. */
  public List<HoldView> of(long imageId) {
    return views(holds.of(imageId));
  }

  /** Why holds of an image cannot be satisfied together; empty if they can. */
  public List<String> conflicts(long imageId) {
    return holds.conflicts(imageId).stream().map(HoldConflict::inWords).toList();
  }

  /** The views, in the same order. */
  List<HoldView> views(Collection<Hold> all) {
    Map<Long, Integer> reached = list.images(all);
    Map<Long, Integer> admitted = list.admitted(all);
    List<HoldList.Clash> clashes = list.clashes(caller.project(), all);
    return all.stream()
        .map(
            hold ->
                view(
                    hold,
                    reached.getOrDefault(hold.id(), 0),
                    admitted.getOrDefault(hold.id(), 0),
                    clashes.stream()
                        .filter(clash -> clash.one() == hold.id())
                        .map(HoldViews::told)
                        .toList()))
        .toList();
  }

  private static String told(HoldList.Clash clash) {
    Hold other = clash.other();
    return "contradicts "
        + other.named()
        + " ("
        + other.versions()
        + ", "
        + other.owner()
        + ": "
        + other.reason()
        + ") on "
        + clash.images()
        + (clash.images() == 1 ? " image" : " images");
  }

  private HoldView view(Hold hold, int reached, int admitted, List<String> clashes) {
    boolean expired = hold.isExpired(holds.today());
    return new HoldView(
        hold.id(),
        switch (hold.scope()) {
          case HoldScope.OfImage one -> HoldReach.IMAGE;
          case HoldScope.OfLabel label -> HoldReach.LABEL;
          case HoldScope.OfLibrary all -> HoldReach.LIBRARY;
        },
        hold.scope() instanceof HoldScope.OfImage one
            ? images.image(caller.project(), one.imageId()).name()
            : "",
        hold.scope() instanceof HoldScope.OfLabel label ? label.toString() : "",
        hold.packageName(),
        hold.versions().toString(),
        hold.reason(),
        hold.owner(),
        hold.placedBy(),
        hold.createdAt(),
        hold.until(),
        expired,
        expired ? hold.until().map(last -> last.plusDays(1)) : Optional.empty(),
        reached,
        admitted,
        clashes);
  }
}
