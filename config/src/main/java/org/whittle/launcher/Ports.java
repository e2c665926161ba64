package org.whittle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Unavailable;

/** Ports of this machine. */
final class Ports {
  private Ports() {}

  /** A loopback port that was free a moment ago. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Unavailable("cannot find a free port: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that nobody listens on the portal's port.
   *
   * @throws Conflict if somebody does; names the property that chooses another
   */
  static void checkFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new Conflict(
          "cannot listen on " + address + ":" + port + ": " + e.getMessage(),
          "Choose another port with -Dwhittle.port=<number>",
          e);
    }
  }
}
