package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
  void aFlippedBitInALayerIsFoundAndTheLayerWrittenAgain() throws Exception {
    FilledLibrary.get();
    Client operator = Client.with("operator");
    Path layer = RunningWhittle.blob(layer());
    byte[] sound = Files.readAllBytes(layer);
    flip(layer);

    JsonNode job = operator.run("jobs/housekeeping");

    assertEquals("DONE", job.path("state").asText(), job::toString);
    assertTrue(job.path("message").asText().contains("1 damaged and made again"), job::toString);
    assertArrayEquals(sound, Files.readAllBytes(layer));
  }

  @Test
  void whatCannotBeMadeAgainIsNamedAndItsVersionCountsAsFailedUntilItIsSound() throws Exception {
    FilledLibrary.get();
    Client operator = Client.with("operator");
    byte[] document =
        operator
            .get("images/shop-web/versions/1/artifacts/provenance")
            .body()
            .getBytes(StandardCharsets.UTF_8);
    Path file = RunningWhittle.blob(sha256(document));
    byte[] sound = Files.readAllBytes(file);
    flip(file);

    JsonNode damaged = operator.run("jobs/housekeeping");

    assertEquals("FAILED", damaged.path("state").asText(), damaged::toString);
    assertTrue(damaged.toString().contains("shop-web version 1"), damaged::toString);
    JsonNode version = operator.get("images/shop-web/versions/1").is(200);
    assertTrue(version.toString().contains("DAMAGED_CONTENT"), version::toString);
    Files.write(file, sound);
    assertEquals("DONE", operator.run("jobs/housekeeping").path("state").asText());
    version = operator.get("images/shop-web/versions/1").is(200);
    assertFalse(version.toString().contains("DAMAGED_CONTENT"), version::toString);
  }

  /** The digest of the lowest layer of an image. */
  private static String layer() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(RunningWhittle.address().resolve("/v2/shop-web/manifests/1"))
            .header("Authorization", Client.basic("admin", RunningWhittle.firstPassword()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String manifest = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(manifest).path("layers").path(0).path("digest").asText();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void flip(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    assertTrue(file.toFile().setWritable(true));
    Files.write(file, bytes);
  }

  @Test
  void whoeverIsNoOperatorMayNotStartIt() throws Exception {
    assertEquals(403, Client.with("viewer").post("jobs/housekeeping").status());
  }
}
