package org.whittle.application.patches;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.whittle.advisory.Advisory;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.patches.AdvisoryFeeds;

/** Reads files of advisories, packed or not; what is larger than a gibibyte is refused. */
@ApplicationScoped
class FeedReader {
  private static final long MOST_BYTES = 1L << 30;
  private static final int MOST_ADVISORIES = 1_000_000;
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * The advisories of the feed's release.
   *
   * @throws InvalidInput if it is no such file
   * @throws Unavailable if it cannot be read to its end
   */
  List<Advisory> read(AdvisoryFeeds.Feed feed, InputStream content) {
    List<Advisory> read = new ArrayList<>();
    try (InputStream json = new Bounded(plain(new BufferedInputStream(content, 1 << 16)))) {
      feed.format()
          .read(
              json,
              feed.release(),
              advisory -> {
                if (read.size() == MOST_ADVISORIES) {
                  throw new InvalidInput("cannot read advisories: there are over a million");
                }
                read.add(advisory);
              });
    } catch (ZipException | EOFException e) {
      throw new InvalidInput("cannot read advisories: the gzip file is damaged", e);
    } catch (IOException e) {
      throw new Unavailable("cannot read advisories: " + e.getMessage(), e);
    }
    return read;
  }

  private static InputStream plain(BufferedInputStream content) throws IOException {
    content.mark(2);
    int magic = content.read() << 8 | content.read();
    content.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(content, 1 << 16) : content;
  }

  /** Refuses what never ends. */
  private static final class Bounded extends FilterInputStream {
    private long left = MOST_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int n = super.read(buffer, from, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new InvalidInput("cannot read advisories: they are over " + MOST_BYTES + " bytes");
      }
    }
  }
}
