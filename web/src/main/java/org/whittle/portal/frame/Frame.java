package org.whittle.portal.frame;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.dashboard.DashboardView;
import org.whittle.library.ImageState;

/** What the navigation and the top bar show on every page. */
@Named
@RequestScoped
public class Frame {
  @Inject private Overview overview;
  @Inject private Caller caller;

  private Optional<DashboardView> view = Optional.empty();

  @PostConstruct
  void load() {
    if (caller.isSignedIn()) {
      view = overview.view();
    }
  }

  /** Rollouts and promotions that wait for a decision. */
  public int getAwaiting() {
    return view.map(v -> v.awaitingDecision().size() + v.promotionsAwaiting()).orElse(0);
  }

  /** Images whose last build or test failed. */
  public int getFailed() {
    return view.map(v -> v.images().getOrDefault(ImageState.FAILED, 0)).orElse(0);
  }

  /** Jobs that wait or run. */
  public int getRunning() {
    return view.map(v -> v.running().size()).orElse(0);
  }

  /** Patches that affect an image and that nobody proposed yet. */
  public int getPatches() {
    return view.map(DashboardView::affectingPatches).orElse(0);
  }

  /** When the sources were last checked. */
  public Optional<Instant> getCheckedAt() {
    return view.flatMap(DashboardView::sourcesCheckedAt);
  }
}
