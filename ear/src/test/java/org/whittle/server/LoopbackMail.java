package org.whittle.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server on loopback that keeps what it is given (RFC 5321, 4.1), refuses whoever is called
 * {@code unknown}, and never answers about whoever is called {@code slow}.
 */
final class LoopbackMail implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  private LoopbackMail(ServerSocket socket) {
    this.socket = socket;
  }

  /** Starts one on a free port. */
  static LoopbackMail serve() {
    try {
      LoopbackMail mail =
          new LoopbackMail(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
      Thread.ofPlatform().daemon().name("mail").start(mail::accept);
      return mail;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Whole messages, heads and all, each behind the line {@code to} with whom it is for. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        Thread.ofPlatform().daemon().name("mail-client").start(() -> talk(client));
      } catch (SocketException e) {
        // It was closed.
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out = writer(client)) {
      say(out, "220 loopback");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.length() < 4 ? line : line.substring(0, 4);
        switch (verb) {
          case "RCPT" -> {
            to = line;
            if (to.contains("<slow@")) {
              continue;
            }
            say(out, to.contains("<unknown@") ? "550 no such user" : "250 ok");
          }
          case "DATA" -> {
            say(out, "354 go on");
            messages.add(to + "\n" + data(in));
            say(out, "250 kept");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      // Who tries a mail server may go at any time.
      return;
    }
  }

  private static Writer writer(Socket client) throws IOException {
    return new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
