package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.patches.AdvisoryFeeds;

/** Reads which files of advisories there are. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadAdvisoryFeeds {
  @Inject private AdvisoryFeeds feeds;
  @Inject private Caller caller;

  /** All feeds, by name. */
  public List<FeedView> all() {
    return feeds.all(caller.project()).stream().map(ReadAdvisoryFeeds::view).toList();
  }

  /** One feed. */
  public FeedView feed(String name) {
    return view(feeds.feed(caller.project(), name));
  }

  private static FeedView view(AdvisoryFeeds.Feed feed) {
    return new FeedView(
        feed.name(),
        feed.format(),
        feed.release(),
        feed.uri(),
        feed.advisories(),
        feed.loadedAt(),
        feed.checkedAt(),
        feed.error());
  }
}
