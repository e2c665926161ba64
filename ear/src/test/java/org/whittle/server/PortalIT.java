package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the server answers to somebody who has not logged in. */
class PortalIT {
  @Test
  void healthIsOpen() throws Exception {
    HttpResponse<String> response = get("health");
    assertEquals(200, response.statusCode());
    assertEquals("ready", response.body().strip());
  }

  @Test
  void aPageLeadsToTheLogin() throws Exception {
    HttpResponse<String> response = get("");
    assertEquals(302, response.statusCode());
    assertTrue(
        response.headers().firstValue("Location").orElse("").contains("/login.xhtml"),
        () -> response.headers().toString());
  }

  @Test
  void theLoginPageIsServed() throws Exception {
    HttpResponse<String> response = get("login.xhtml");
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("type=\"password\""), response::body);
  }

  @Test
  void theInterfaceForMachinesNeverAnswersWithALoginPage() throws Exception {
    HttpResponse<String> response = get("api/v1/images");
    assertEquals(401, response.statusCode());
    assertEquals(
        Optional.of("Bearer realm=\"Whittle\""), response.headers().firstValue("WWW-Authenticate"));
  }

  @Test
  void nothingTellsWhatRunsHere() throws Exception {
    HttpResponse<String> response = get("login.xhtml");
    assertEquals(List.of(), response.headers().allValues("Server"));
    assertEquals(List.of(), response.headers().allValues("X-Powered-By"));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI uri = RunningWhittle.address().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
