package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whittle.server.RegistryClient.error;
import static org.whittle.server.RegistryClient.header;
import static org.whittle.server.RegistryClient.json;
import static org.whittle.server.RegistryClient.send;
import static org.whittle.server.RegistryClient.sha256;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public conformance suite of OCI distribution-spec 1.1 asks of a registry that is only
 * read: its workflow "Pull", and of "Content Discovery" what needs no upload.
 */
class RegistryWorkflowIT {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String ABSENT = "sha256:" + "01".repeat(32);
  private static final Set<String> CODES =
      Set.of(
          "BLOB_UNKNOWN",
          "BLOB_UPLOAD_INVALID",
          "BLOB_UPLOAD_UNKNOWN",
          "DIGEST_INVALID",
          "MANIFEST_BLOB_UNKNOWN",
          "MANIFEST_INVALID",
          "MANIFEST_UNKNOWN",
          "NAME_INVALID",
          "NAME_UNKNOWN",
          "SIZE_INVALID",
          "UNAUTHORIZED",
          "DENIED",
          "UNSUPPORTED",
          "TOOMANYREQUESTS");

  private static String basic = "";
  private static String digest = "";
  private static String configuration = "";

  @BeforeAll
  static void fill() throws Exception {
    FilledLibrary.get();
    basic = Client.basic("admin", RunningWhittle.firstPassword());
    HttpResponse<byte[]> manifest = ask("GET", "manifests/1");
    digest = sha256(manifest.body());
    configuration = json(manifest).path("config").path("digest").asText();
  }

  private static HttpResponse<byte[]> ask(String method, String what) throws Exception {
    return send(method, "/v2/shop-web/" + what, basic, "Accept", MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void aBlobThatIsThereIsGivenWithItsDigestAndSize(String method) throws Exception {
    HttpResponse<byte[]> blob = ask(method, "blobs/" + configuration);

    assertEquals(200, blob.statusCode());
    assertEquals(configuration, header(blob, "Docker-Content-Digest"));
    assertEquals("application/octet-stream", header(blob, "Content-Type"));
    assertEquals(
        Long.toString(ask("GET", "blobs/" + configuration).body().length),
        header(blob, "Content-Length"));
    assertEquals(method.equals("HEAD"), blob.body().length == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void aManifestIsGivenByTagAndByDigest(String method) throws Exception {
    for (String reference : List.of("1", digest)) {
      HttpResponse<byte[]> manifest = ask(method, "manifests/" + reference);

      assertEquals(200, manifest.statusCode(), reference);
      assertEquals(digest, header(manifest, "Docker-Content-Digest"), reference);
      assertEquals(MANIFEST, header(manifest, "Content-Type"), reference);
      assertEquals(method.equals("HEAD"), manifest.body().length == 0, reference);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blobs/sha256:0101010101010101010101010101010101010101010101010101010101010101",
        "manifests/sha256:0101010101010101010101010101010101010101010101010101010101010101",
        "manifests/.INVALID_MANIFEST_NAME",
        "manifests/none"
      })
  void whatIsNotThereIsNotFoundAndSaysWhy(String what) throws Exception {
    HttpResponse<byte[]> refused = ask("GET", what);

    assertEquals(404, refused.statusCode());
    assertEquals("application/json", header(refused, "Content-Type"));
    assertEquals(what.startsWith("blobs") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN", error(refused));
    HttpResponse<byte[]> head = ask("HEAD", what);
    assertEquals(404, head.statusCode());
    assertEquals(0, head.body().length);
  }

  @Test
  void aBlobOfTheOtherAlgorithmIsNotFound() throws Exception {
    HttpResponse<byte[]> refused = ask("GET", "blobs/sha512:" + "01".repeat(64));

    assertEquals(404, refused.statusCode());
    assertEquals("BLOB_UNKNOWN", error(refused));
    assertEquals(0, manifests(ask("GET", "referrers/sha512:" + "01".repeat(64))).size());
  }

  @Test
  void aManifestThatIsPutUnderNoDigestIsABadRequestInTheWordsOfTheSpecification() throws Exception {
    HttpResponse<byte[]> refused = ask("PUT", "manifests/sha256:totallywrong");

    assertEquals(400, refused.statusCode());
    JsonNode errors = json(refused).path("errors");
    assertTrue(CODES.contains(errors.path(0).path("code").asText()), errors::toString);
    assertFalse(errors.path(0).path("message").asText().isEmpty());
  }

  @Test
  void pagesOfTagsHaveEachTagOnceAndEndWithoutALink() throws Exception {
    List<String> all = tags("tags/list");
    assertTrue(all.size() > 2, all::toString);
    int half = all.size() / 2;
    List<String> first = tags("tags/list?n=" + half);
    assertEquals(half, first.size());
    List<String> rest = tags("tags/list?n=" + half + "&last=" + first.getLast());
    assertTrue(rest.size() <= half && !rest.contains(first.getLast()), rest::toString);

    List<String> followed = new ArrayList<>();
    String next = "/v2/shop-web/tags/list?n=2";
    while (!next.isEmpty()) {
      HttpResponse<byte[]> page = send("GET", next, basic);
      assertEquals(200, page.statusCode(), next);
      json(page).path("tags").forEach(tag -> followed.add(tag.asText()));
      next = header(page, "Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
    }
    assertEquals(all, followed);
  }

  private static List<String> tags(String what) throws Exception {
    List<String> tags = new ArrayList<>();
    HttpResponse<byte[]> answer = ask("GET", what);
    assertEquals(200, answer.statusCode());
    json(answer).path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  @Test
  void nothingRefersToWhatNobodyKnows() throws Exception {
    assertEquals(0, manifests(ask("GET", "referrers/" + ABSENT)).size());
    assertEquals(400, ask("GET", "referrers/sha256:totallywrong").statusCode());
  }

  @Test
  void referrersAreTheirManifestsAndAFilterLeavesThoseOfItsKind() throws Exception {
    JsonNode all = manifests(ask("GET", "referrers/" + digest));
    Set<String> digests = new HashSet<>();
    for (JsonNode one : all) {
      String referrer = one.path("digest").asText();
      HttpResponse<byte[]> manifest = ask("GET", "manifests/" + referrer);
      assertEquals(referrer, sha256(manifest.body()));
      assertEquals(one.path("size").asLong(), manifest.body().length);
      assertEquals(one.path("mediaType"), json(manifest).path("mediaType"));
      assertEquals(one.path("artifactType"), json(manifest).path("artifactType"));
      assertEquals(json(manifest).path("annotations"), one.path("annotations"));
      String type = one.path("artifactType").asText().replace("+", "%2B");
      HttpResponse<byte[]> filtered = ask("GET", "referrers/" + digest + "?artifactType=" + type);
      assertEquals("artifactType", header(filtered, "OCI-Filters-Applied"));
      assertEquals(one, manifests(filtered).path(0));
      assertEquals(1, manifests(filtered).size());
      digests.add(referrer);
    }
    assertEquals(all.size(), digests.size());
    assertEquals(3, digests.size(), all::toString);
  }

  private static JsonNode manifests(HttpResponse<byte[]> answer) throws IOException {
    assertEquals(200, answer.statusCode());
    assertEquals(INDEX, header(answer, "Content-Type"));
    return json(answer).path("manifests");
  }
}
