package org.whittle.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

class ApiTest {
  @TempDir Path folder;
  private FakeServer server;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    server = FakeServer.start();
    api = Api.withToken(server.address(), "t");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsTheTokenAndReadsJson() {
    server.on("GET /api/v1/images/nginx", 200, "{\"row\":{\"newestVersion\":2}}");

    assertEquals(2, api.get("images/nginx").at("/row/newestVersion").asInt());
    assertEquals(List.of("GET /api/v1/images/nginx Bearer t"), server.requests());
  }

  @Test
  void exchangesAPasswordForAToken() {
    server.on("POST /api/v1/tokens", 201, "{\"secret\":\"s\"}");

    assertEquals(
        "s",
        Api.issueToken(server.address(), "admin", "secret", "test", 1).path("secret").asText());
    assertEquals(
        true,
        server.requests().getFirst().startsWith("POST /api/v1/tokens Basic YWRtaW46c2VjcmV0 {"));
  }

  @Test
  void aRefusalIsInTheServersWords() {
    server.on(
        "POST /api/v1/images",
        409,
        "{\"title\":\"cannot create image\",\"status\":409,\"remedy\":\"Rename it\"}");

    Refused refused = assertThrows(Refused.class, () -> api.postYaml("images", "name: a"));

    assertEquals(409, refused.status());
    assertEquals("cannot create image", refused.title());
    assertEquals(Optional.of("Rename it"), refused.remedy());
    assertEquals(Optional.empty(), refused.detail());
  }

  @Test
  void anAnswerThatIsNoProblemIsToldByItsStatus() {
    server.on("GET /api/v1/jobs", 500, "<html>");

    assertEquals(
        "cannot do this: the server answers 500",
        assertThrows(Refused.class, () -> api.get("jobs")).title());
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    URI gone = server.address();
    server.close();

    Unavailable failure =
        assertThrows(Unavailable.class, () -> Api.withToken(gone, "t").get("jobs"));

    assertEquals("cannot reach " + gone + "/: it does not answer", failure.getMessage());
    assertEquals(
        Optional.of("Start it with: mvn -Prun; or name another with --server"), failure.remedy());
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertEquals(
        "cannot use \"nonsense\" as a server: it is no address of one",
        assertThrows(InvalidInput.class, () -> Api.withToken(URI.create("nonsense"), "t"))
            .getMessage());
  }

  @Test
  void downloadsAppearWhenTheyAreComplete() throws Exception {
    server.on("GET /api/v1/a", 200, "content").on("GET /api/v1/b", 404, "{\"title\":\"cannot\"}");
    Path file = folder.resolve("file");

    assertEquals(7, api.download("a", file));
    assertEquals("content", Files.readString(file));
    assertThrows(Refused.class, () -> api.download("b", folder.resolve("other")));
    assertFalse(Files.exists(folder.resolve("other")));
  }

  @Test
  void pathsAndParametersAreEncoded() {
    assertEquals("images/a%2Fb%20c/versions/1", Api.path("images", "a/b c", "versions", 1));
    assertEquals("why?path=%2Fusr%2Fa%26b", Api.query("why", Map.of("path", "/usr/a&b")));
    assertEquals("images", Api.query("images", Map.of("text", "")));
  }

  @Test
  void aJobIsFollowedToItsEnd() {
    server
        .on("GET /api/v1/jobs/1", 200, "{\"job\":{\"state\":\"WAITING\",\"stage\":\"\"}}")
        .on("GET /api/v1/jobs/1", 200, "{\"job\":{\"state\":\"RUNNING\",\"stage\":\"fetch\"}}")
        .on("GET /api/v1/jobs/1", 200, "{\"job\":{\"state\":\"RUNNING\",\"stage\":\"fetch\"}}")
        .on("GET /api/v1/jobs/1", 200, "{\"job\":{\"state\":\"DONE\",\"stage\":\"\"}}");
    List<String> heard = new ArrayList<>();

    new JobWatch(api, Duration.ofMinutes(1))
        .follow(1, now -> heard.add(now.path("state").asText() + now.path("stage").asText()));

    assertEquals(List.of("WAITING", "RUNNINGfetch", "DONE"), heard);
  }

  @Test
  void patienceWithAJobEnds() {
    server.on("GET /api/v1/jobs/1", 200, "{\"job\":{\"state\":\"RUNNING\"}}");

    assertEquals(
        "cannot wait longer for job 1: it is RUNNING after PT0S",
        assertThrows(Unavailable.class, () -> new JobWatch(api, Duration.ZERO).follow(1, now -> {}))
            .getMessage());
  }

  @Test
  void tokensAreKeptForTheirOwnerAlone() throws Exception {
    SavedTokens tokens = new SavedTokens(folder.resolve("config/whittle"));
    tokens.save(URI.create("http://a"), "1");
    tokens.save(URI.create("http://b"), "2");
    tokens.save(URI.create("http://a"), "3");

    assertEquals(Optional.of("3"), tokens.find(URI.create("http://a")));
    assertEquals(Optional.of("2"), tokens.find(URI.create("http://b")));
    assertEquals(Optional.empty(), tokens.find(URI.create("http://c")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("config/whittle/tokens.json"))));
  }
}
