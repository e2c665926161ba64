package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;

/**
 * A file of known size that goes on where a broken transfer ended, with a Range request (RFC 9110,
 * section 14.2) or, where the server knows none, by reading again what it had.
 */
final class ResumingStream extends InputStream {
  private final Transport transport;
  private final Patience patience;
  private final URI uri;
  private final long size;
  private final String place;
  private @Nullable InputStream current;
  private long position;
  private int failures;

  ResumingStream(Transport transport, Patience patience, URI uri, long size, String place) {
    this.transport = transport;
    this.patience = patience;
    this.uri = uri;
    this.size = size;
    this.place = place;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    while (true) {
      try {
        InputStream in = current == null ? reopen() : current;
        int n = readFrom(in, buffer, offset, length);
        position += Math.max(n, 0);
        return n;
      } catch (IOException e) {
        drop();
        patience.pauseAfter(++failures, place, e);
      }
    }
  }

  /** The HTTP client's own words for a transfer that broke are for its developers. */
  private int readFrom(InputStream in, byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IdleGuard.Stalled e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(broken(), e);
    }
    if (n < 0 && position < size) {
      throw new IOException(broken());
    }
    return n;
  }

  private String broken() {
    return "the connection broke after " + position + " of " + size + " bytes";
  }

  private InputStream reopen() throws IOException {
    Transport.Body body = transport.connect(uri, position, place);
    InputStream in = body.content();
    current = in;
    long total = body.offset() + body.length().orElse(size - body.offset());
    if (total != size) {
      throw new Corrupted(
          "cannot use " + place + ": it has " + total + " bytes instead of " + size,
          "The mirror may be changing: try again in some minutes",
          null);
    }
    skip(in, position - body.offset());
    return in;
  }

  /** A server that knows no ranges sends what is there already once more. */
  private void skip(InputStream in, long known) throws IOException {
    try {
      in.skipNBytes(known);
    } catch (IdleGuard.Stalled e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(broken(), e);
    }
  }

  private void drop() {
    try {
      close();
    } catch (IOException e) {
      // What a broken connection says on closing adds nothing.
      current = null;
    }
  }

  @Override
  public void close() throws IOException {
    InputStream in = current;
    current = null;
    if (in != null) {
      in.close();
    }
  }
}
