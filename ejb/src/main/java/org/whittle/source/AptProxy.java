package org.whittle.source;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that apt uses (apt-transport-http(1), "Acquire::http::Proxy").
 *
 * @param http for http addresses, if any
 * @param https for https addresses; apt takes that for http where none is set
 * @param perHost for single hosts; empty for those that are asked directly
 */
public record AptProxy(
    Optional<URI> http, Optional<URI> https, Map<String, Optional<URI>> perHost) {
  /** No proxy at all. */
  public static final AptProxy NONE = new AptProxy(Optional.empty(), Optional.empty(), Map.of());

  /** Copies the map. */
  public AptProxy {
    perHost = Map.copyOf(perHost);
  }

  /** The proxy for an address. */
  Optional<URI> proxyFor(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    Optional<URI> single = perHost.get(host);
    if (single != null) {
      return single;
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
  }

  /** The same as the Java platform asks for it. */
  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(proxyFor(uri).map(AptProxy::proxy).orElse(Proxy.NO_PROXY));
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException fault) {
        // The caller hears of it by the exception.
      }
    };
  }

  private static Proxy proxy(URI uri) {
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
  }

  /** Answers with the credentials that the configuration holds, to the proxy only. */
  Optional<Authenticator> authenticator() {
    return http.or(() -> https)
        .map(URI::getUserInfo)
        .filter(user -> user.contains(":"))
        .map(AptProxy::authenticator);
  }

  private static Authenticator authenticator(String user) {
    int colon = user.indexOf(':');
    PasswordAuthentication answer =
        new PasswordAuthentication(
            user.substring(0, colon), user.substring(colon + 1).toCharArray());
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        // An answer to a mirror would give the proxy's password away.
        return getRequestorType() == RequestorType.PROXY ? answer : null;
      }
    };
  }

  /** The addresses without credentials. */
  @Override
  public String toString() {
    return ("http " + http + ", https " + https + ", " + perHost).replaceAll("//[^/\\s]*@", "//");
  }
}
