package org.whittle.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.whittle.client.Api;

/**
 * One user of the interface for machines, who takes every answer as it comes.
 *
 * <p>Users are made by the interface itself, one for each name that a test asks for. Safe for use
 * by several threads.
 */
final class Client {
  /** A blueprint. */
  static final String YAML = "application/yaml";

  /** Everything else. */
  static final String JSON = "application/json";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, Client> KNOWN = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name;
  private final String password;
  private final String authorization;

  private Client(String name, String password, String authorization) {
    this.name = name;
    this.password = password;
    this.authorization = authorization;
  }

  /** Somebody who shows nothing. */
  static Client nobody() {
    return new Client("", "", "");
  }

  /** Somebody who shows this in the header {@code Authorization}. */
  static Client showing(String authorization) {
    return new Client("", "", authorization);
  }

  /** The first administrator. */
  static Client administrator() throws IOException {
    String password = RunningWhittle.firstPassword();
    return KNOWN.computeIfAbsent("admin", name -> comeIn(name, password));
  }

  /** A user of this test run with just these roles; the same for the same roles. */
  static Client with(String... roles) throws IOException {
    Client administrator = administrator();
    return KNOWN.computeIfAbsent(
        String.join("+", roles), known -> administrator.create(List.of(roles)));
  }

  private Client create(List<String> roles) {
    String user = roles.getFirst() + "-" + NUMBER.incrementAndGet();
    String secret = "the password of " + user;
    post("users", Map.of("name", user, "password", secret, "roles", roles)).is(201);
    return comeIn(user, secret);
  }

  private static Client comeIn(String name, String password) {
    Client basic = new Client(name, password, basic(name, password));
    JsonNode issued = basic.post("tokens", Map.of("label", "test", "days", 1)).is(201);
    return new Client(name, password, "Bearer " + issued.get("secret").asText());
  }

  /** What proves name and password (RFC 7617). */
  static String basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** The same user by the client that the command line uses. */
  Api api() {
    return Api.withToken(RunningWhittle.address(), authorization.replaceFirst("^Bearer ", ""));
  }

  /** The name to log in with. */
  String name() {
    return name;
  }

  /** The password to log in with. */
  String password() {
    return password;
  }

  /** Reads. */
  Answer get(String path) {
    return send("GET", path, "", "");
  }

  /** Asks for something that needs no body. */
  Answer post(String path) {
    return send("POST", path, "", "");
  }

  /** Sends a value as JSON. */
  Answer post(String path, Object value) {
    return send("POST", path, JSON, json(value));
  }

  /** Sends a blueprint. */
  Answer postYaml(String path, String yaml) {
    return send("POST", path, YAML, yaml);
  }

  /** Sends a request; type and body may be empty, headers are names and values in turn. */
  Answer send(String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(RunningWhittle.address().resolve("api/v1/" + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Answer.of(method + " " + path, HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Reads a file. */
  byte[] bytes(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(RunningWhittle.address().resolve("api/v1/" + path))
            .header("Authorization", authorization)
            .build();
    HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " gave " + answer.statusCode());
    }
    return answer.body();
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Starts a job and waits for its end; the job as it ended. */
  JsonNode run(String path) throws InterruptedException {
    return await(start(path));
  }

  /** Starts a job with a value as JSON and waits for its end; the job as it ended. */
  JsonNode run(String path, Object value) throws InterruptedException {
    return await(post(path, value).is(202).get("job").asLong());
  }

  /** Starts a job; its number. */
  long start(String path) {
    return post(path).is(202).get("job").asLong();
  }

  /** Waits for the end of a job; the job as it ended. */
  JsonNode await(long job) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      JsonNode now = get("jobs/" + job).is(200).get("job");
      if (!List.of("WAITING", "RUNNING").contains(now.get("state").asText())) {
        return now;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("job " + job + " does not end: " + get("jobs/" + job).body());
  }
}
