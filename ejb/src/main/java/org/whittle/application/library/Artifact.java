package org.whittle.application.library;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A file that can be downloaded.
 *
 * @param size bytes, where known beforehand
 * @param content writes it; may be called once, outside any transaction
 */
public record Artifact(
    String fileName, String mediaType, String etag, OptionalLong size, Content content) {
  /** Writes the artifact to a stream, which stays open. */
  @FunctionalInterface
  public interface Content {
    /** Writes all bytes. */
    void writeTo(OutputStream out) throws IOException;
  }
}
