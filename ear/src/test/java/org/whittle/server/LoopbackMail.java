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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.whittle.notifications.MailSecurity;

/**
 * A mail server on loopback that keeps what it is given (RFC 5321, 4.1), refuses whoever is called
 * {@code unknown}, and never answers about whoever is called {@code slow}.
 *
 * <p>It may speak TLS from the start (RFC 8314, 3.3) or when asked to (RFC 3207); then it takes
 * mail only from {@code whittle} with the right password (RFC 4616), and repeats a wrong one.
 */
final class LoopbackMail implements AutoCloseable {
  /** Who may send mail by a server with TLS. */
  static final String USER = "whittle";

  private final ServerSocket socket;
  private final MailSecurity security;
  private final Optional<SSLContext> tls;
  private final String password;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  private LoopbackMail(
      ServerSocket socket, MailSecurity security, Optional<SSLContext> tls, String password) {
    this.socket = socket;
    this.security = security;
    this.tls = tls;
    this.password = password;
  }

  /** Starts one on a free port that asks for nothing. */
  static LoopbackMail serve() {
    return serve(MailSecurity.NONE, Optional.empty(), "");
  }

  /** Starts one on a free port that wants TLS, and user and password over it. */
  static LoopbackMail serve(MailSecurity security, SSLContext tls, String password) {
    return serve(security, Optional.of(tls), password);
  }

  private static LoopbackMail serve(
      MailSecurity security, Optional<SSLContext> tls, String password) {
    try {
      ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      LoopbackMail mail = new LoopbackMail(socket, security, tls, password);
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
        Thread.ofPlatform().daemon().name("mail-client").start(() -> greet(client));
      } catch (SocketException e) {
        // It was closed.
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void greet(Socket client) {
    try (client) {
      if (security == MailSecurity.TLS) {
        Socket secured = secured(client);
        say(writer(secured), "220 loopback");
        talk(secured, true);
      } else {
        say(writer(client), "220 loopback");
        talk(client, security == MailSecurity.NONE);
      }
    } catch (IOException e) {
      // Who tries a mail server may go at any time, also because they do not trust it.
      return;
    }
  }

  private Socket secured(Socket client) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            tls.orElseThrow()
                .getSocketFactory()
                .createSocket(client, "localhost", client.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  /** Answers one line after the other; whoever has not begun TLS yet may do nothing else. */
  private void talk(Socket client, boolean begun) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    Writer out = writer(client);
    boolean mayMail = tls.isEmpty();
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.length() < 4 ? line : line.substring(0, 4);
      switch (verb) {
        case "EHLO" -> say(out, offer(begun));
        case "STAR" -> {
          say(out, "220 go on");
          talk(secured(client), true);
          return;
        }
        case "AUTH" -> {
          mayMail = begun && knows(line);
          say(out, mayMail ? "235 welcome" : "535 5.7.8 not with \"" + line + "\"");
        }
        case "MAIL" -> say(out, mayMail ? "250 ok" : "530 5.7.0 who are you");
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
  }

  private String offer(boolean begun) {
    if (tls.isEmpty()) {
      return "250 loopback";
    }
    return begun ? "250-loopback\r\n250 AUTH PLAIN" : "250-loopback\r\n250 STARTTLS";
  }

  private boolean knows(String line) {
    byte[] proof = Base64.getDecoder().decode(line.replaceFirst("AUTH PLAIN ", ""));
    return new String(proof, StandardCharsets.UTF_8).endsWith("\0" + USER + "\0" + password);
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
