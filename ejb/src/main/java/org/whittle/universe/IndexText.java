package org.whittle.universe;

import java.io.IOException;
import java.io.InputStream;

/** The plain text of an index, or a part of it. */
@FunctionalInterface
public interface IndexText {
  /** Opens it, in any thread; the reader closes it. */
  InputStream open() throws IOException;
}
