package org.whittle.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.whittle.kernel.Unavailable;

/**
 * How long a server is waited for and how often it is asked.
 *
 * @param connect longest wait for a connection
 * @param answer longest wait for the head of an answer
 * @param idle longest wait for the next bytes of a body
 * @param attempts how often a file is asked for in all
 * @param pause the wait before the second attempt; each further wait is twice as long
 * @param sleeper waits; a test's does not
 */
record Patience(
    Duration connect,
    Duration answer,
    Duration idle,
    int attempts,
    Duration pause,
    Sleeper sleeper) {
  /** What mirrors in daily use need. */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          4,
          Duration.ofMillis(500),
          Thread::sleep);

  private static final String REMEDY =
      "Check the address, the network and the proxy, and try again";

  /** Waits for a while. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * Waits before the next attempt.
   *
   * @param attempt how many attempts have failed, counted from 1
   * @param what names the file and where it comes from, for the message
   * @throws Unavailable if there were enough, or the thread was interrupted
   */
  void pauseAfter(int attempt, String what, IOException fault) {
    if (attempt >= attempts) {
      throw new Unavailable("cannot fetch " + what + ": " + worded(fault), REMEDY, fault);
    }
    try {
      sleeper.sleep(pause.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  /** The failure for a wait that somebody ended; the thread stays interrupted. */
  static Unavailable interrupted(String what, InterruptedException fault) {
    Thread.currentThread().interrupt();
    return new Unavailable("cannot fetch " + what + ": it was interrupted", fault);
  }

  private String worded(IOException fault) {
    return switch (fault) {
      case UnknownHostException e -> "the host name is not known";
      case ConnectException e when hasCause(e, UnresolvedAddressException.class) ->
          "the host name is not known";
      case HttpConnectTimeoutException e -> "no connection within " + seconds(connect);
      case HttpTimeoutException e -> "no answer within " + seconds(answer);
      case ConnectException e -> "the connection was refused";
      case SSLException e -> "no trusted TLS connection: " + e.getMessage();
      case AccessDeniedException e -> "permission is denied";
      default -> fault.getMessage() == null ? "the connection broke" : fault.getMessage();
    };
  }

  private static boolean hasCause(Throwable fault, Class<? extends Throwable> kind) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
