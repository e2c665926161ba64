package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.client.Api;
import org.whittle.client.Refused;

/** The interface for machines, as deployed. */
class RestIT {
  @Test
  void everyAddressIsDescribedAndTheDescriptionIsOpen() throws Exception {
    HttpResponse<String> response = send("openapi", "", "application/json");
    assertEquals(200, response.statusCode());
    TreeSet<String> described = new TreeSet<>();
    new ObjectMapper()
        .readTree(response.body())
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(path.getKey() + " " + method.toUpperCase(Locale.ROOT))));
    assertEquals(
        new TreeSet<>(
            Files.readAllLines(
                Path.of(
                    System.getProperty("whittle.root"),
                    "web/src/test/resources/org/whittle/rest/paths.txt"))),
        described);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | nothing/here | 404 | cannot find this address",
        "GET | images/absent | 404 | cannot find image \"absent\"",
        "DELETE | images | 405 | cannot use this method here",
        "GET | images?size=501 | 400 | cannot list: first must be 0 or more and size 1 to 500,"
            + " got 0, 501",
        "GET | images?state=old | 400 | cannot read the request: \"state\" cannot be \"old\"",
        "POST | users | 415 | cannot read a body of this type"
      })
  void whatIsRefusedIsToldAsAProblem(String method, String path, int status, String title)
      throws Exception {
    HttpRequest request =
        request(path, "Bearer " + token())
            .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "a" : ""))
            .build();
    HttpResponse<String> response = send(request);

    assertEquals(status, response.statusCode(), response::body);
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("Content-Type"));
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertEquals(title, problem.path("title").asText());
    assertEquals(status, problem.path("status").asInt());
  }

  @Test
  void aWrongPasswordOrTokenIsNobody() throws Exception {
    Refused password =
        assertThrows(
            Refused.class,
            () -> Api.issueToken(RunningWhittle.address(), "admin", "wrong", "test", 1));
    assertEquals(401, password.status());
    assertEquals(401, send("images", "Bearer whittle_0", "application/json").statusCode());
    assertEquals(401, send("images", "", "application/json").statusCode());
  }

  @Test
  void whoLacksTheRoleIsDenied() throws Exception {
    Api administrator = Api.withToken(RunningWhittle.address(), token());
    administrator.post(
        "users",
        Map.of(
            "name", "rest-viewer",
            "displayName", "Viewer",
            "password", "a long enough secret",
            "roles", List.of("viewer")));
    Api viewer =
        Api.withToken(
            RunningWhittle.address(),
            Api.issueToken(
                    RunningWhittle.address(), "rest-viewer", "a long enough secret", "test", 1)
                .path("secret")
                .asText());

    Refused denied = assertThrows(Refused.class, () -> viewer.get("users"));
    assertEquals(403, denied.status());
    assertEquals("cannot do this: your roles do not allow it", denied.title());
    assertTrue(viewer.get("images").path("total").isNumber());
  }

  @Test
  void aBlueprintIsRevisedOnlyFromTheRevisionThatIsKnown() throws Exception {
    Api api = Api.withToken(RunningWhittle.address(), token());
    api.postYaml("images", "name: rest-image\npackages: [hello]\n");
    String revised = "name: rest-image\ndescription: again\npackages: [hello]\n";

    assertEquals(
        2, api.putYaml("images/rest-image/blueprint", 1, revised).path("revision").asInt());
    Refused conflict =
        assertThrows(Refused.class, () -> api.putYaml("images/rest-image/blueprint", 1, revised));
    assertEquals(409, conflict.status());
  }

  private static String token() throws Exception {
    return Api.issueToken(
            RunningWhittle.address(), "admin", RunningWhittle.firstPassword(), "test", 1)
        .path("secret")
        .asText();
  }

  private static HttpResponse<String> send(String path, String authorization, String accept)
      throws Exception {
    return send(request(path, authorization).header("Accept", accept).build());
  }

  private static HttpRequest.Builder request(String path, String authorization) {
    URI uri = RunningWhittle.address().resolve("api/v1/" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
