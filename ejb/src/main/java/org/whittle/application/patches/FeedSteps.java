package org.whittle.application.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.whittle.advisory.Advisory;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.patches.AdvisoryFeeds;

/** The short transactions of reading advisories. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class FeedSteps {
  /** A sync asks a feed again that was asked before. */
  private static final Duration AGE = Duration.ofHours(6);

  @Inject private AdvisoryFeeds feeds;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  AdvisoryFeeds.Feed feed(String name) {
    return feeds.feed(caller.project(), name);
  }

  List<AdvisoryFeeds.Feed> due() {
    return feeds.due(caller.project(), AGE);
  }

  void load(AdvisoryFeeds.Feed feed, List<Advisory> read) {
    feeds.load(caller.project(), feed, read);
    trail.record(
        caller.project(),
        caller.name(),
        "load advisories",
        "advisory feed " + feed.name(),
        read.size() + " of " + feed.release());
  }

  void failed(AdvisoryFeeds.Feed feed, String message) {
    feeds.failed(feed, message);
  }
}
