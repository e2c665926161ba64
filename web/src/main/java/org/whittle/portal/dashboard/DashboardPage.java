package org.whittle.portal.dashboard;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.application.dashboard.DashboardView;
import org.whittle.application.dashboard.ReadDashboard;
import org.whittle.application.library.ImageRow;
import org.whittle.library.ImageState;
import org.whittle.portal.format.Texts;

/** The dashboard. */
@Named
@ViewScoped
public class DashboardPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadDashboard dashboard;
  @Inject private Texts texts;

  private @Nullable DashboardView view;

  /** How many images are in a state. */
  public record StateCount(ImageState state, int images) {}

  /** Reads everything anew; also called when a job began or ended. */
  @PostConstruct
  public void load() {
    view = dashboard.read();
  }

  /** What is shown. */
  public @Nullable DashboardView getView() {
    return view;
  }

  /** The answer in one line. */
  public String getLead() {
    return texts.of(
        "dashboard.lead",
        getCounts().stream().mapToInt(StateCount::images).sum(),
        images(ImageState.FAILED),
        images(ImageState.HELD),
        images(ImageState.STALE));
  }

  /** Images by state, each state also when it has none. */
  public List<StateCount> getCounts() {
    return Stream.of(
            ImageState.CURRENT,
            ImageState.STALE,
            ImageState.FAILED,
            ImageState.HELD,
            ImageState.UNKNOWN)
        .map(state -> new StateCount(state, images(state)))
        .toList();
  }

  /** Whether there is nothing at all yet. */
  public boolean isFresh() {
    DashboardView known = view;
    return known != null
        && known.packageVersions() == 0
        && known.running().isEmpty()
        && known.images().values().stream().allMatch(count -> count == 0);
  }

  /** The largest full size: what the bars are drawn against. */
  public long getLargest() {
    DashboardView known = view;
    return known == null
        ? 0
        : known.sizes().stream().mapToLong(ImageRow::closureBytes).max().orElse(0);
  }

  private int images(ImageState state) {
    DashboardView known = view;
    return known == null ? 0 : known.images().getOrDefault(state, 0);
  }
}
