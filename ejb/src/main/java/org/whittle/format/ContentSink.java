package org.whittle.format;

import java.io.IOException;
import java.io.InputStream;
import org.whittle.kernel.Digest;

/** Takes the content of unpacked files; the build connects it with the store. */
@FunctionalInterface
public interface ContentSink {
  /** Reads the stream to its end, keeps the content and names it; does not close the stream. */
  Digest keep(InputStream content) throws IOException;
}
