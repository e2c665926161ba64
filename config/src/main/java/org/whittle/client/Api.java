package org.whittle.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/**
 * A caller of one server.
 *
 * <p>Every method throws {@link Refused} if the server says no and {@link Unavailable} if it does
 * not answer. Safe for use by several threads.
 */
public final class Api {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI server;
  private final String authorization;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private Api(URI server, String authorization) {
    String text = server.toString();
    this.server = URI.create(text.endsWith("/") ? text : text + "/");
    this.authorization = authorization;
  }

  /** Calls in the name of a token's owner. */
  public static Api withToken(URI server, String token) {
    return new Api(checked(server), "Bearer " + token);
  }

  /**
   * Exchanges name and password for a token.
   *
   * @return the answer, with {@code secret} and {@code token}
   */
  public static JsonNode issueToken(
      URI server, String name, String password, String label, int days) {
    String pair = name + ":" + password;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Api api = new Api(checked(server), "Basic " + basic);
    return api.post("tokens", Map.of("label", label, "days", days));
  }

  private static URI checked(URI server) {
    String scheme = String.valueOf(server.getScheme());
    if (server.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new InvalidInput(
          "cannot use \"" + server + "\" as a server: it is no address of one",
          "Give one like http://localhost:8080",
          null);
    }
    return server;
  }

  /** A path of encoded segments, such as {@code images/nginx/versions/1}. */
  public static String path(Object... segments) {
    StringBuilder path = new StringBuilder();
    for (Object segment : segments) {
      path.append(path.isEmpty() ? "" : "/").append(encoded(segment));
    }
    return path.toString();
  }

  /** The path with parameters; those without a value are left out. */
  public static String query(String path, Map<String, ?> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (!value.toString().isEmpty()) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value));
          }
        });
    return path + query;
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads. */
  public JsonNode get(String path) {
    return json(request(path).GET());
  }

  /** Sends nothing but the request itself. */
  public JsonNode post(String path) {
    return json(request(path).POST(BodyPublishers.noBody()));
  }

  /** Sends a value as JSON. */
  public JsonNode post(String path, Object value) {
    return json(withJson(request(path), value, "POST"));
  }

  /** Sends a blueprint. */
  public JsonNode postYaml(String path, String yaml) {
    return json(
        request(path)
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(yaml)));
  }

  /** Replaces a blueprint if its revision is still the one that is known. */
  public JsonNode putYaml(String path, int knownRevision, String yaml) {
    return json(
        request(path)
            .header("Content-Type", "application/yaml")
            .header("If-Match", "\"" + knownRevision + "\"")
            .PUT(BodyPublishers.ofString(yaml)));
  }

  /** Replaces by a value as JSON. */
  public JsonNode put(String path, Object value) {
    return json(withJson(request(path), value, "PUT"));
  }

  /** Removes. */
  public JsonNode delete(String path) {
    return json(request(path).DELETE());
  }

  /** Downloads into a file, which appears when it is complete; gives its size in bytes. */
  public long download(String path, Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    HttpResponse<InputStream> response =
        send(request(path).setHeader("Accept", "*/*").GET().build());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw Refused.of(response.statusCode(), tree(body.readAllBytes()));
      }
      long size = Files.copy(body, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
      return size;
    } catch (IOException e) {
      throw new Unavailable("cannot download to " + file + ": " + e.getMessage(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve("api/v1/" + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("Authorization", authorization);
  }

  private static HttpRequest.Builder withJson(
      HttpRequest.Builder request, Object value, String method) {
    try {
      return request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      JsonNode tree = tree(body.readAllBytes());
      if (response.statusCode() >= 300) {
        throw Refused.of(response.statusCode(), tree);
      }
      return tree;
    } catch (IOException e) {
      throw new Unavailable("cannot read the answer of " + server + ": " + e.getMessage(), e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "it does not answer" : e.getMessage();
      throw new Unavailable(
          "cannot reach " + server + ": " + why,
          "Start it with: mvn -Prun; or name another with --server",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot reach " + server + ": interrupted", e);
    }
  }

  private static JsonNode tree(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
