package org.whittle.application.registry;

import java.io.IOException;
import java.io.InputStream;
import org.whittle.kernel.Digest;

/**
 * A manifest or blob that can be pulled.
 *
 * @param mediaType of a manifest; blobs are octets
 * @param content opens it; may be called outside any transaction
 */
public record Pulled(String mediaType, Digest digest, long size, Content content) {
  /** Opens the bytes. */
  @FunctionalInterface
  public interface Content {
    /** A stream from the offset on; the caller closes it. */
    InputStream open(long offset) throws IOException;
  }
}
