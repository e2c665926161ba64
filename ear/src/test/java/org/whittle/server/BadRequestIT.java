package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.server.Operations.Operation;

/**
 * Requests that cannot be read, and about things that do not exist. That no answer lets anybody see
 * a stack trace, {@link Answer} checks for all tests.
 */
class BadRequestIT {
  /** What makes the thing that it names. */
  private static final Set<String> MAKING =
      Set.of("PUT policies/{name}", "PUT notifications/receivers/{name}");

  /** Those that ask for something that is not there. */
  static Stream<Operation> naming() {
    return Operations.all().stream()
        .filter(Operation::names)
        .filter(operation -> !MAKING.contains(operation.toString()));
  }

  static Stream<Operation> reading() {
    return Operations.all().stream().filter(Operation::takesJson);
  }

  @ParameterizedTest
  @MethodSource("naming")
  void whatDoesNotExistIsNotFound(Operation operation) throws Exception {
    operation.ask(Client.administrator()).is(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images/absent                | cannot find image \"absent\"",
        "images/absent/versions/1     | cannot find image \"absent\"",
        "jobs/999999999               | cannot find job 999999999",
        "patches/999999999            | cannot find patch 999999999",
        "rollouts/999999999           | cannot find rollout 999999999",
        "sources/999999999            | cannot find source 999999999",
        "snapshots/999999999          | cannot find snapshot 999999999",
        "snapshots/999999999/broken   | cannot find snapshot 999999999",
        "packages/absent              | cannot find package \"absent\": no source offers it",
        "images/a/versions/999/absent | cannot find this address",
        "jobs/one                     | cannot find this address",
        "jobs/99999999999999999999    | cannot find this address",
        "nothing                      | cannot find this address",
      })
  void whatIsNotFoundIsNamed(String path, String title) throws Exception {
    Client.administrator().get(path).isProblem(404, title);
  }

  @Test
  void aVersionThatIsNotThereIsNamed() throws Exception {
    Client.with("author").postYaml("images", "name: unbuilt\npackages: [absent]\n").is(201);

    Client.administrator()
        .get("images/unbuilt/versions/7")
        .isProblem(404, "cannot find version 7 of image unbuilt");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void aBodyThatIsNoJsonIsRefusedWithItsPosition(Operation operation) throws Exception {
    operation
        .ask(Client.administrator(), "{\"a\": \n  [}")
        .isProblem(
            400, "cannot read the request: it is not the JSON that is expected (line 2, column 4)");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void aBodyOfAnotherShapeIsRefused(Operation operation) throws Exception {
    List<String> shapes =
        List.of(
            "null",
            "[]",
            "\"text\"",
            "17",
            "{}",
            "{\"unknown\": 1}",
            "{} {}",
            "{\"plan\": {}}",
            "{\"patches\": [null]}",
            "{\"patches\": \"all\"}",
            "{\"version\": \"one\"}",
            "{\"roles\": [[]]}",
            "{\"roles\": [null]}",
            "{\"days\": 1.5}");
    List<String> accepted = new ArrayList<>();
    for (String shape : shapes) {
      Answer answer = operation.ask(Client.administrator(), shape);
      if (answer.status() != 400) {
        accepted.add(shape + ": " + answer);
      }
    }
    assertEquals(List.of(), accepted);
  }

  @Test
  void aBodyIsNeeded() throws Exception {
    List<String> accepted = new ArrayList<>();
    for (Operation operation : Operations.all()) {
      if (operation.takesBody()) {
        Answer answer = operation.ask(Client.administrator(), "");
        if (answer.status() != 400) {
          accepted.add(answer.toString());
        }
      }
    }
    assertEquals(List.of(), accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images?state=green    | cannot read the request: \"state\" cannot be \"green\"",
        "images?first=-1       | cannot list: first must be 0 or more and size 1 to 500, got -1,"
            + " 50",
        "images?size=many      | cannot list: size is not a number: \"many\"",
        "images?size=100000    | cannot list: first must be 0 or more and size 1 to 500, got 0,"
            + " 100000",
        "images/a/difference   | cannot read the request: \"from\" is missing",
        "images/a/difference?from=x&to=2 | cannot read the request: \"from\" is not a number from 1"
            + " on: \"x\"",
      })
  void aParameterThatCannotBeIsRefused(String path, String title) throws Exception {
    Client.administrator().get(path).isProblem(400, title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "multipart/form-data", "application/xml"})
  void aBodyOfAnotherTypeIsRefused(String type) throws Exception {
    Client.administrator()
        .send("POST", "users", type, "<user/>")
        .isProblem(415, "cannot read a body of this type");
  }

  @Test
  void anotherMethodIsRefused() throws Exception {
    Client.administrator()
        .send("DELETE", "images", "", "")
        .isProblem(405, "cannot use this method here");
  }

  @Test
  void twoJobsForTheSameSubjectDoNotRunAtOnce() throws Exception {
    try (SmallArchive archive = SmallArchive.named("two-jobs")) {
      Client administrator = Client.administrator();
      long source =
          administrator.post("sources", archive.source("OTHER")).is(201).get("id").asLong();
      String path = "sources/" + source + "/sync";
      archive.server().hold("dists/stable/InRelease");

      long job = administrator.start(path);
      Answer second = administrator.post(path);

      second.isProblem(409, "cannot start: job " + job + " for two-jobs waits or runs already");
      assertEquals("Wait for it to end", second.remedy());
      archive.server().heal();
      assertEquals("DONE", administrator.await(job).get("state").asText());
      assertEquals("DONE", administrator.run(path).get("state").asText());
    }
  }

  @Test
  void aUserIsDescribedWell() throws Exception {
    refusedUser(
        "No Name",
        "long enough, this",
        "viewer",
        "cannot create user \"No Name\": the name does not do");
    refusedUser(
        "short", "too short", "viewer", "cannot set the password: it has fewer than 12 characters");
    refusedUser(
        "king", "long enough, this", "king", "cannot grant role \"king\": there is no such role");
    refusedUser(
        "robot",
        "long enough, this",
        "system",
        "cannot grant role \"system\": there is no such role");
    Client.administrator()
        .post("users", Map.of("name", "admin", "password", "long enough, this", "roles", List.of()))
        .isProblem(409, "cannot create user \"admin\": the name is taken");
  }

  private static void refusedUser(String name, String password, String role, String title)
      throws Exception {
    Client.administrator()
        .post("users", Map.of("name", name, "password", password, "roles", List.of(role)))
        .isProblem(400, title);
  }

  @Test
  void theDescriptionOfTheInterfaceIsNotEmpty() {
    assertTrue(Operations.all().size() > 40, () -> Operations.all().toString());
  }
}
