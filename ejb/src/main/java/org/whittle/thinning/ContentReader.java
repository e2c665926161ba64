package org.whittle.thinning;

import java.io.InputStream;
import org.whittle.kernel.Digest;

/** Opens content by its digest; the reader closes it. The store's {@code open} fits. */
@FunctionalInterface
public interface ContentReader {
  /** A new stream at the first byte. */
  InputStream open(Digest content);
}
