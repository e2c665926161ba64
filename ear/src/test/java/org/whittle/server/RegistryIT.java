package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whittle.server.RegistryClient.error;
import static org.whittle.server.RegistryClient.send;
import static org.whittle.server.RegistryClient.sha256;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The registry as clients see it: the pull workflow of the specification (OCI distribution-spec
 * 1.1, "Pull", "Listing Tags", "Listing Referrers").
 */
class RegistryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String IMAGE = "shop-web";

  private static String basic = "";

  @BeforeAll
  static void fill() throws IOException {
    FilledLibrary.get();
    basic = Client.basic("admin", RunningWhittle.firstPassword());
  }

  @Test
  void whoeverShowsNothingIsSentToWhereTokensAre() throws Exception {
    HttpResponse<byte[]> refused = send("GET", "/v2/", "", "Accept", "*/*");
    String challenge = refused.headers().firstValue("WWW-Authenticate").orElse("");

    assertEquals(401, refused.statusCode());
    assertEquals("UNAUTHORIZED", error(refused));
    assertEquals(
        "Bearer realm=\""
            + RunningWhittle.address().resolve("/v2/token")
            + "\",service=\"whittle\"",
        challenge);
    HttpResponse<byte[]> token = send("GET", "/v2/token?service=whittle", basic);
    String bearer = "Bearer " + JSON.readTree(token.body()).path("token").asText();
    assertEquals(200, send("GET", "/v2/", bearer).statusCode());
    assertEquals(401, send("GET", "/v2/", bearer + "x").statusCode());
    assertEquals(401, send("GET", "/v2/token", "").statusCode());
    assertEquals(401, send("GET", "/v2/", Client.basic("admin", "wrong")).statusCode());
  }

  @Test
  void anApiTokenOpensTheRegistryAsPasswordAndAsBearer() throws Exception {
    Client viewer = Client.with("viewer");
    String secret =
        Client.showing(Client.basic(viewer.name(), viewer.password()))
            .post("tokens", java.util.Map.of("label", "pull", "days", 1))
            .is(201)
            .get("secret")
            .asText();

    assertEquals(200, send("GET", "/v2/", Client.basic(viewer.name(), secret)).statusCode());
    assertEquals(200, send("GET", "/v2/", "Bearer " + secret).statusCode());
    assertEquals(401, send("GET", "/v2/", Client.basic("admin", secret)).statusCode());
  }

  @Test
  void aManifestIsFoundByVersionChannelAndDigest() throws Exception {
    HttpResponse<byte[]> byTag = send("GET", "/v2/shop-web/manifests/1", basic, "Accept", MANIFEST);
    String digest = byTag.headers().firstValue("Docker-Content-Digest").orElseThrow();

    assertEquals(200, byTag.statusCode());
    assertEquals(MANIFEST, byTag.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(digest, sha256(byTag.body()));
    HttpResponse<byte[]> byDigest = send("GET", "/v2/shop-web/manifests/" + digest, basic);
    assertTrue(Arrays.equals(byTag.body(), byDigest.body()));
    HttpResponse<byte[]> head = send("HEAD", "/v2/shop-web/manifests/" + digest, basic);
    assertEquals(200, head.statusCode());
    assertEquals(0, head.body().length);
    assertEquals(byTag.body().length, head.headers().firstValueAsLong("Content-Length").orElse(-1));
    assertEquals(
        send("GET", "/v2/shop-web/manifests/dev", basic)
            .headers()
            .firstValue("Docker-Content-Digest"),
        send("GET", "/v2/shop-web/manifests/latest", basic)
            .headers()
            .firstValue("Docker-Content-Digest"));
    assertEquals(
        304,
        send("GET", "/v2/shop-web/manifests/1", basic, "If-None-Match", '"' + digest + '"')
            .statusCode());
    assertEquals(
        404,
        send(
                "GET",
                "/v2/shop-web/manifests/1",
                basic,
                "Accept",
                "application/vnd.docker.distribution.manifest.v2+json")
            .statusCode());
  }

  @Test
  void blobsComeWholeInPartsAndNotAtAll() throws Exception {
    JsonNode manifest = JSON.readTree(send("GET", "/v2/shop-web/manifests/1", basic).body());
    String digest = manifest.path("layers").path(0).path("digest").asText();
    String path = "/v2/shop-web/blobs/" + digest;
    HttpResponse<byte[]> whole = send("GET", path, basic);
    byte[] bytes = whole.body();

    assertEquals(digest, sha256(bytes));
    assertEquals(digest, whole.headers().firstValue("Docker-Content-Digest").orElseThrow());
    HttpResponse<byte[]> part = send("GET", path, basic, "Range", "bytes=10-19");
    assertEquals(206, part.statusCode());
    assertTrue(Arrays.equals(Arrays.copyOfRange(bytes, 10, 20), part.body()));
    assertEquals(
        "bytes 10-19/" + bytes.length, part.headers().firstValue("Content-Range").orElseThrow());
    assertEquals(
        416, send("GET", path, basic, "Range", "bytes=" + bytes.length + "-").statusCode());
    HttpResponse<byte[]> head = send("HEAD", path, basic);
    assertEquals(bytes.length, head.headers().firstValueAsLong("Content-Length").orElse(-1));
    HttpResponse<byte[]> elsewhere = send("GET", path.replace("shop-web", "shop-stock"), basic);
    String own = manifest.path("config").path("digest").asText();
    assertEquals(
        404,
        send("GET", "/v2/shop-stock/blobs/" + own, basic).statusCode(),
        () -> "a blob of another repository: " + elsewhere);
  }

  @Test
  void tagsAreListedSomeAtATime() throws Exception {
    HttpResponse<byte[]> all = send("GET", "/v2/shop-web/tags/list", basic);
    JsonNode tags = JSON.readTree(all.body());
    assertEquals(IMAGE, tags.path("name").asText());
    assertTrue(
        tags.path("tags").toString().startsWith("[\"1\",\"2\",\"dev\",\"latest\""), tags::toString);

    HttpResponse<byte[]> first = send("GET", "/v2/shop-web/tags/list?n=1", basic);
    assertEquals("[\"1\"]", JSON.readTree(first.body()).path("tags").toString());
    assertEquals(
        "</v2/shop-web/tags/list?n=1&last=1>; rel=\"next\"",
        first.headers().firstValue("Link").orElse(""));
    HttpResponse<byte[]> next = send("GET", "/v2/shop-web/tags/list?n=1&last=1", basic);
    assertEquals("[\"2\"]", JSON.readTree(next.body()).path("tags").toString());
    assertEquals(
        "[]",
        JSON.readTree(send("GET", "/v2/shop-web/tags/list?n=0", basic).body())
            .path("tags")
            .toString());
  }

  @Test
  void whatRefersToAManifestIsAnIndex() throws Exception {
    String digest =
        send("HEAD", "/v2/shop-web/manifests/1", basic)
            .headers()
            .firstValue("Docker-Content-Digest")
            .orElseThrow();
    HttpResponse<byte[]> referrers = send("GET", "/v2/shop-web/referrers/" + digest, basic);

    assertEquals(200, referrers.statusCode());
    assertEquals(
        "application/vnd.oci.image.index.v1+json",
        referrers.headers().firstValue("Content-Type").orElseThrow());
    JsonNode all = JSON.readTree(referrers.body()).path("manifests");
    assertEquals(3, all.size(), all::toString);
    HttpResponse<byte[]> filtered =
        send(
            "GET",
            "/v2/shop-web/referrers/" + digest + "?artifactType=application/spdx%2Bjson",
            basic);
    assertEquals(
        "artifactType", filtered.headers().firstValue("OCI-Filters-Applied").orElse("none"));
    String spdx = JSON.readTree(filtered.body()).path("manifests").path(0).path("digest").asText();
    JsonNode manifest = JSON.readTree(send("GET", "/v2/shop-web/manifests/" + spdx, basic).body());
    assertEquals(digest, manifest.path("subject").path("digest").asText());
    String document = manifest.path("layers").path(0).path("digest").asText();
    JsonNode bill = JSON.readTree(send("GET", "/v2/shop-web/blobs/" + document, basic).body());
    assertEquals("SPDX-2.3", bill.path("spdxVersion").asText());
    assertEquals(
        bill,
        JSON.readTree(
            Client.administrator().get("images/shop-web/versions/1/artifacts/spdx").body()));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/absent/manifests/1, 404, NAME_UNKNOWN",
    "GET, /v2/absent/tags/list, 404, NAME_UNKNOWN",
    "GET, /v2/shop-web/manifests/99, 404, MANIFEST_UNKNOWN",
    "GET, /v2/shop-web/manifests/.INVALID, 404, MANIFEST_UNKNOWN",
    "GET, /v2/shop-web/blobs/sha256:"
        + "0000000000000000000000000000000000000000000000000000000000000000, 404, BLOB_UNKNOWN",
    "GET, /v2/shop-web/blobs/md5:0, 400, DIGEST_INVALID",
    "GET, /v2/Shop/manifests/1, 400, NAME_INVALID",
    "GET, /v2/_catalog, 400, NAME_INVALID",
    "POST, /v2/shop-web/blobs/uploads/, 405, UNSUPPORTED",
    "PUT, /v2/shop-web/manifests/1, 405, UNSUPPORTED",
    "DELETE, /v2/shop-web/manifests/1, 405, UNSUPPORTED"
  })
  void whatCannotBeGivenIsToldInTheWordsOfTheSpecification(
      String method, String path, int status, String code) throws Exception {
    HttpResponse<byte[]> refused = send(method, path, basic);

    assertEquals(status, refused.statusCode());
    assertEquals(code, error(refused));
  }
}
