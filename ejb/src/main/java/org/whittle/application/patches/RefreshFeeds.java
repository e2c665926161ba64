package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.whittle.advisory.Advisory;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.kernel.Failure;
import org.whittle.patches.AdvisoryFeeds;
import org.whittle.source.Transport;

/** Reads advisories from the addresses of their feeds. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefreshFeeds {
  private static final System.Logger LOG = System.getLogger(RefreshFeeds.class.getName());

  @Inject private LongWork work;
  @Inject private FeedSteps steps;
  @Inject private FeedReader reader;
  @Inject private Transport transport;

  /** Reads the feed of a job. */
  public void run(long jobId) {
    work.run(jobId, (job, progress) -> LongWork.Ending.done(refresh(steps.feed(job.subject()))));
  }

  /** Reads the feeds that nobody asked for a while; one that fails says so itself. */
  public void due() {
    for (AdvisoryFeeds.Feed feed : steps.due()) {
      try {
        LOG.log(System.Logger.Level.INFO, "{0}", refresh(feed));
      } catch (Failure failure) {
        LOG.log(System.Logger.Level.WARNING, "{0}", failure.messageWithRemedy());
      }
    }
  }

  private String refresh(AdvisoryFeeds.Feed feed) {
    try (InputStream content =
        transport.stream(URI.create(feed.uri().orElseThrow()), "advisories")) {
      List<Advisory> read = reader.read(feed, content);
      steps.load(feed, read);
      return feed.name() + ": " + read.size() + " advisories of " + feed.release();
    } catch (Failure failure) {
      steps.failed(feed, failure.messageWithRemedy());
      throw failure;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
