package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;
import org.whittle.kernel.InvalidInput;
import org.whittle.patches.AdvisoryFeeds;

/** Has the advisories of a feed read. */
@Stateless
@RolesAllowed({Roles.PATCH_MANAGER, Roles.OPERATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoadAdvisories {
  @Inject private FeedSteps steps;
  @Inject private FeedReader reader;
  @Inject private LongWork work;

  /**
   * Reads a file in the place of what the feed said before; it may be packed by gzip.
   *
   * @throws InvalidInput if it is no such file; then what was said before still holds
   */
  public void file(String name, InputStream content) {
    AdvisoryFeeds.Feed feed = steps.feed(name);
    if (feed.uri().isPresent()) {
      throw new InvalidInput(
          "cannot take a file for advisory feed " + name + ": it is read from " + feed.uri().get(),
          "Refresh it, or add another feed without an address",
          null);
    }
    steps.load(feed, reader.read(feed, content));
  }

  /** Starts to read a feed from its address; gives the id of the job. */
  public long refresh(String name) {
    AdvisoryFeeds.Feed feed = steps.feed(name);
    if (feed.uri().isEmpty()) {
      throw new InvalidInput(
          "cannot refresh advisory feed " + name + ": it has no address", "Give a file", null);
    }
    return work.start("advisories", JobKind.ADVISORIES, name, OptionalLong.of(feed.id()));
  }
}
