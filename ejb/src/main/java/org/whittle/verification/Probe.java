package org.whittle.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.blueprint.RetroTest;

/**
 * What is sent to a service and how its answer is judged.
 *
 * <p>The answer is judged as it comes in, so that a service that keeps the connection open is not
 * waited for. HTTP is spoken as 1.0: one request, no chunks (RFC 1945).
 */
sealed interface Probe {
  /** What is seen in an answer so far: decided, or nothing yet. */
  record Seen(boolean passed, String detail) {}

  /** The bytes to send, in ISO 8859-1. */
  String request();

  /**
   * Judges what has come.
   *
   * @param ended whether no more will come
   */
  Optional<Seen> judge(String answer, boolean ended);

  static Probe of(RetroTest.Http test) {
    return new Http(test);
  }

  static Probe of(RetroTest.Tcp test) {
    return new Tcp(test);
  }

  /** Sends the request and reads until the answer is decided, the other side ends, or too much. */
  static Seen ask(Probe probe, SandboxedProcess service) throws IOException {
    return ask(probe, service.request(), service.answer());
  }

  /** The same over any connection. */
  static Seen ask(Probe probe, OutputStream request, InputStream in) throws IOException {
    request.write(probe.request().getBytes(StandardCharsets.UTF_8));
    request.flush();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    Optional<Seen> seen = Optional.empty();
    while (seen.isEmpty()) {
      int n = in.read(buffer);
      answer.write(buffer, 0, Math.max(n, 0));
      boolean ended = n < 0 || answer.size() >= Limits.OUTPUT_BYTES;
      seen = probe.judge(answer.toString(StandardCharsets.UTF_8), ended);
    }
    return seen.get();
  }

  /** One GET request. */
  record Http(RetroTest.Http test) implements Probe {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r\n].*");

    @Override
    public String request() {
      return "GET "
          + test.path()
          + " HTTP/1.0\r\nHost: localhost:"
          + test.port()
          + "\r\nUser-Agent: whittle\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    @Override
    public Optional<Seen> judge(String answer, boolean ended) {
      int head = answer.indexOf("\r\n\r\n");
      if (head < 0) {
        return ended
            ? Optional.of(new Seen(false, "it answered no HTTP: " + Words.quoted(answer)))
            : Optional.empty();
      }
      Matcher status = STATUS.matcher(answer.substring(0, answer.indexOf('\n') + 1).strip() + " ");
      if (!status.matches() || Integer.parseInt(status.group(1)) != test.status()) {
        String line = answer.lines().findFirst().orElse("");
        return Optional.of(
            new Seen(false, "it answered " + Words.quoted(line) + ", expected " + test.status()));
      }
      String expected = test.contains().orElse("");
      if (answer.indexOf(expected, head + 4) >= 0) {
        return Optional.of(new Seen(true, "it answered HTTP " + test.status()));
      }
      return ended
          ? Optional.of(new Seen(false, "its answer does not contain " + Words.quoted(expected)))
          : Optional.empty();
    }
  }

  /** One exchange of text. */
  record Tcp(RetroTest.Tcp test) implements Probe {
    @Override
    public String request() {
      return test.send();
    }

    @Override
    public Optional<Seen> judge(String answer, boolean ended) {
      if (answer.contains(test.expect())) {
        return Optional.of(new Seen(true, "it answered " + Words.quoted(test.expect())));
      }
      return ended
          ? Optional.of(
              new Seen(
                  false,
                  "it answered "
                      + Words.quoted(answer)
                      + ", expected "
                      + Words.quoted(test.expect())))
          : Optional.empty();
    }
  }
}
