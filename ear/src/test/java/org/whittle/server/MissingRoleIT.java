package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.server.Operations.Operation;

/** Who may do what by the interface for machines, over all its operations; and wrong proofs. */
class MissingRoleIT {
  private static final String DENIED = "cannot do this: your roles do not allow it";
  private static final String UNKNOWN = "cannot tell who you are: a valid token is needed";

  /** What a viewer may do although it is no reading: ask what something gives; own tokens. */
  private static final Set<String> OF_VIEWERS =
      Set.of(
          "POST previews",
          "POST resolutions",
          "POST resolutions/why",
          "POST resolutions/what-if",
          "POST tokens",
          "DELETE tokens/{id}");

  static Stream<Operation> notOfViewers() {
    return Operations.writing().filter(o -> !OF_VIEWERS.contains(o.toString()));
  }

  static Stream<Operation> all() {
    return Operations.all().stream();
  }

  @ParameterizedTest
  @MethodSource("notOfViewers")
  void aViewerChangesNothing(Operation operation) throws Exception {
    Answer answer = operation.ask(Client.with("viewer"));

    answer.isProblem(403, DENIED);
    assertEquals("Ask an administrator for the role that does", answer.remedy());
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "audit", "audit/chain"})
  void aViewerDoesNotReadUsersAndAudit(String path) throws Exception {
    Client.with("viewer").get(path).isProblem(403, DENIED);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobodyDoesAnything(Operation operation) {
    operation.ask(Client.nobody()).isProblem(401, UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer whittle_0000",
        "Bearer ",
        "Bearer",
        "Basic !",
        "Basic YWRtaW4=",
        "Digest x",
        "x"
      })
  void aProofThatIsNoneOpensNothing(String proof) {
    Client.showing(proof).get("images").isProblem(401, UNKNOWN);
  }

  @Test
  void aWrongPasswordGivesNoToken() throws Exception {
    String body = "{\"label\": \"test\", \"days\": 1}";

    Client.showing(Client.basic("admin", "wrong password"))
        .send("POST", "tokens", Client.JSON, body)
        .isProblem(401, UNKNOWN);
    Client.showing(Client.basic("absent", "wrong password"))
        .send("POST", "tokens", Client.JSON, body)
        .isProblem(401, UNKNOWN);
    assertTrue(
        Client.administrator()
            .get("audit?text=refuse login&size=50".replace(" ", "%20"))
            .body()
            .contains("user absent"));
  }

  @Test
  void aPasswordOpensNothingButTokens() throws Exception {
    Client.showing(Client.basic("admin", Client.administrator().password()))
        .get("images")
        .isProblem(401, UNKNOWN);
  }

  @Test
  void whoIsSwitchedOffIsOutAtOnce() throws Exception {
    Client operator = Client.with("operator", "auditor");
    operator.get("images").is(200);

    Client.administrator().post("users/" + operator.name() + "/disable").is(204);

    operator.get("images").isProblem(401, UNKNOWN);
  }

  @Test
  void manyRequestsMayComeWithOneTokenAtOnce() throws Exception {
    Client fresh = Client.with("viewer", "auditor", "operator");

    IntStream.range(0, 16).parallel().forEach(n -> fresh.get("images?size=1").is(200));
  }

  @Test
  void anAdministratorStaysOne() throws Exception {
    Client.administrator()
        .post("users/admin/disable")
        .isProblem(400, "cannot disable \"admin\": nobody can lock themselves out");
    Client.administrator()
        .send("PUT", "users/admin/roles", Client.JSON, "{\"roles\": [\"viewer\"]}")
        .isProblem(
            400, "cannot take role administrator from \"admin\": nobody can lock themselves out");
  }
}
