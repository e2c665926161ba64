package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Resource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image that an older Whittle wrote is written anew by a rollout, and by nothing else. */
@RequiresTool({"bwrap", "dash"})
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewerWhittleIT {
  @Resource(lookup = "java:jboss/datasources/Whittle")
  private DataSource dataSource;

  @Deployment
  static WebArchive archive() {
    return InsideWhittle.archive(NewerWhittleIT.class);
  }

  @Test
  @Order(1)
  @RunAsClient
  void anImageIsBuilt() throws Exception {
    try (ProgramArchive archive = ProgramArchive.named("newer", 1)) {
      archive.fill(Client.administrator().api());
    }
    JsonNode plan = Client.with("patch-manager").post("rollouts/what-if", wanted()).is(200);
    assertEquals("it was written by these tools", plan.at("/lines/0/reason").asText());
  }

  @Test
  @Order(2)
  void anOlderWhittleWroteIt() throws Exception {
    String version =
        "(select v.id from image_version v join image i on i.id = v.image_id"
            + " where i.name = 'newer-1')";
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals(
          1,
          statement.executeUpdate(
              "update version_tools set tools = 'writers 1, gzip' where image_version_id = "
                  + version));
      assertEquals(
          1,
          statement.executeUpdate(
              "update image_version v join image i on i.id = v.image_id"
                  + " set v.input_digest = unhex(sha2('older', 256)) where i.name = 'newer-1'"));
    }
  }

  @Test
  @Order(3)
  @RunAsClient
  void onlyARolloutWritesItAnew() throws Exception {
    Client manager = Client.with("patch-manager");
    assertTrue(manager.get("rollouts/causes").is(200).toString().contains("\"cause\":\"WHITTLE\""));
    JsonNode plan = manager.post("rollouts/what-if", wanted()).is(200);
    assertEquals("REBUILD", plan.at("/lines/0/disposition").asText(), plan::toString);
    assertEquals("[\"WHITTLE\"]", plan.at("/lines/0/carries").toString());
    assertEquals(0, plan.at("/lines/0/packagesChanged").asInt());
    Client.with("operator").run("jobs/rebuild");
    assertEquals(1, newest(), "no night writes it by itself");

    Map<String, Object> proposal = new HashMap<>(wanted());
    proposal.put("title", "Newer Whittle");
    long rollout = manager.post("rollouts", proposal).is(201).get("id").asLong();
    Client.with("approver")
        .post(
            "rollouts/" + rollout + "/approve",
            Map.of("plan", plan.get("digest").asText(), "comment", "fine"))
        .is(204);
    Client.with("operator").run("jobs/rebuild");

    JsonNode page = manager.get("rollouts/" + rollout).is(200);
    assertEquals("DONE", page.at("/row/state").asText(), page::toString);
    assertEquals(2, newest());
    JsonNode versions = manager.get("images/newer-1/versions").is(200).get("rows");
    assertEquals("WHITTLE", versions.at("/0/cause").asText());
    assertEquals(
        versions.at("/1/ociManifest"), versions.at("/0/ociManifest"), "the same Whittle in truth");
  }

  private static Map<String, Object> wanted() {
    return Map.of("cause", "whittle", "images", List.of("newer-1"));
  }

  private static int newest() throws Exception {
    return Client.with("viewer").get("images/newer-1").is(200).at("/row/newestVersion").asInt();
  }
}
