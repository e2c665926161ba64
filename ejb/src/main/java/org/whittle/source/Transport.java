package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/**
 * Reads files of archives by http, https or file addresses.
 *
 * <p>Waits a bounded time, asks again with growing pauses after server errors and broken
 * connections, goes on where a broken transfer ended, and follows redirects to http and https only,
 * never from https to http. What it reads is not verified. Safe for use by any thread; one is
 * enough for an application, as connections are kept.
 */
public final class Transport {
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final Patience patience;

  Transport(HttpClient.Builder client, Patience patience) {
    this.client =
        client
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    this.patience = patience;
  }

  /** A transport without a proxy but those of the Java platform's own settings. */
  public static Transport direct() {
    return new Transport(HttpClient.newBuilder(), Patience.USUAL);
  }

  /** A transport through the proxies of an apt configuration. */
  public static Transport through(AptProxy proxy) {
    HttpClient.Builder client = HttpClient.newBuilder().proxy(proxy.selector());
    proxy.authenticator().ifPresent(client::authenticator);
    return new Transport(client, Patience.USUAL);
  }

  /** The body of an answer, from an offset to the end. */
  record Body(InputStream content, long offset, OptionalLong length) {}

  /**
   * Reads a small file of unknown size.
   *
   * @param what names the file in messages
   * @throws NotFound if the server does not have it
   * @throws Unavailable if the server cannot be reached or fails
   * @throws Corrupted if there are more bytes than the limit
   */
  byte[] small(URI uri, int limit, String what) {
    String place = what + " from " + uri;
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = connect(uri, 0, place).content()) {
        byte[] content = in.readNBytes(limit + 1);
        if (content.length > limit) {
          throw new Corrupted("cannot use " + place + ": it is larger than " + limit + " bytes");
        }
        return content;
      } catch (IOException e) {
        patience.pauseAfter(attempt, place, e);
      }
    }
  }

  /**
   * Opens a file of unknown size; the caller closes it, and bounds what is read.
   *
   * <p>A transfer that breaks is not gone on with: reading throws an {@link IOException}.
   *
   * @param what names the file in messages
   * @throws NotFound if the server does not have it
   * @throws Unavailable if the server cannot be reached or fails
   */
  public InputStream stream(URI uri, String what) {
    String place = what + " from " + uri;
    for (int attempt = 1; ; attempt++) {
      try {
        return connect(uri, 0, place).content();
      } catch (IOException e) {
        patience.pauseAfter(attempt, place, e);
      }
    }
  }

  /**
   * Opens a file whose size is known; the caller closes it.
   *
   * <p>The stream throws {@link Unavailable} if the file cannot be read to its end, and {@link
   * Corrupted} if the server says that it has another size.
   *
   * @throws NotFound if the server does not have it
   */
  InputStream open(URI uri, long size, String what) {
    return new ResumingStream(this, patience, uri, size, what + " from " + uri);
  }

  /** One attempt; an {@link IOException} means that another may succeed. */
  Body connect(URI uri, long offset, String place) throws IOException {
    try {
      return uri.getScheme().toLowerCase(Locale.ROOT).equals("file")
          ? openFile(Path.of(uri), offset, place)
          : get(uri, offset, place);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  private static Body openFile(Path file, long offset, String place) throws IOException {
    try {
      long size = Files.size(file);
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(offset);
      return new Body(in, offset, OptionalLong.of(size - offset));
    } catch (NoSuchFileException e) {
      throw new NotFound("cannot fetch " + place + ": there is no such file", e);
    }
  }

  private Body get(URI uri, long offset, String place) throws IOException {
    boolean plain = uri.getScheme().toLowerCase(Locale.ROOT).equals("http");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .timeout(patience.answer())
            .header("User-Agent", "Whittle");
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return body(answer, offset, place);
    } catch (InterruptedException e) {
      throw Patience.interrupted(place, e);
    }
  }

  private Body body(HttpResponse<InputStream> answer, long offset, String place)
      throws IOException {
    int status = answer.statusCode();
    InputStream content = new IdleGuard(answer.body(), patience.idle());
    OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
    if (status == 200) {
      return new Body(content, 0, length);
    }
    if (status == PARTIAL && startsAt(answer, offset)) {
      return new Body(content, offset, length);
    }
    content.close();
    if (status == 404 || status == 410) {
      throw new NotFound(
          "cannot fetch " + place + ": the server does not have it (" + status + ")");
    }
    String fault = "the server answered " + status;
    if (status >= 500 || status == 408 || status == 429 || status == RANGE_NOT_SATISFIABLE) {
      throw new IOException(fault);
    }
    throw new Unavailable(
        "cannot fetch " + place + ": " + fault,
        "Check whether the address is right and open to this machine",
        null);
  }

  private static boolean startsAt(HttpResponse<?> answer, long offset) {
    String range = answer.headers().firstValue("Content-Range").orElse("");
    return range.startsWith("bytes " + offset + "-");
  }
}
