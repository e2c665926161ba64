package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Housekeeping on the deployed application. */
class HousekeepingIT {
  @Test
  void theStoreIsCheckedAndWhatImagesNeedStays() throws Exception {
    FilledLibrary.get();
    Client operator = Client.with("operator");

    JsonNode job = operator.run("jobs/housekeeping");

    assertEquals("DONE", job.path("state").asText(), job::toString);
    assertTrue(job.path("message").asText().contains("none damaged"), job::toString);
    for (String kind : List.of("oci", "tar", "cyclonedx", "provenance")) {
      assertEquals(200, operator.get("images/shop-web/versions/1/artifacts/" + kind).status());
    }
  }

  @Test
  void whoeverIsNoOperatorMayNotStartIt() throws Exception {
    assertEquals(403, Client.with("viewer").post("jobs/housekeeping").status());
  }
}
