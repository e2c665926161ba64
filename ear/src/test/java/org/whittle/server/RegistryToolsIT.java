package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whittle.server.RegistryClient.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools of others fetch from the registry. */
class RegistryToolsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String basic = "";

  @TempDir Path folder;

  @BeforeAll
  static void fill() throws IOException {
    FilledLibrary.get();
    basic = Client.basic("admin", RunningWhittle.firstPassword());
  }

  @Test
  @RequiresTool({"skopeo", "umoci"})
  void skopeoCopiesAnImageAndUmociUnpacksIt() throws Exception {
    URI server = RunningWhittle.address();
    String image = "docker://" + server.getAuthority() + "/shop-web:1";
    String credentials = "admin:" + RunningWhittle.firstPassword();
    String inspected =
        run("skopeo", "inspect", "--tls-verify=false", "--creds", credentials, image);
    assertTrue(inspected.contains("\"Os\": \"linux\""), inspected);

    Path layout = folder.resolve("layout");
    run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--src-tls-verify=false",
        "--src-creds",
        credentials,
        image,
        "oci:" + layout + ":1");
    Path bundle = folder.resolve("bundle");
    run("umoci", "unpack", "--rootless", "--image", layout + ":1", bundle.toString());
    assertTrue(Files.isDirectory(bundle.resolve("rootfs/usr/bin")));
    assertFalse(
        run(
                "skopeo",
                "list-tags",
                "--tls-verify=false",
                "--creds",
                credentials,
                image.substring(0, image.length() - 2))
            .isEmpty());
  }

  @Test
  @RequiresTool("podman")
  void podmanPullsAnImage() throws Exception {
    String image = RunningWhittle.address().getAuthority() + "/shop-web:1";
    String[] podman = {
      "podman",
      "--root=" + folder.resolve("storage"),
      "--runroot=" + folder.resolve("run"),
      "--storage-driver=vfs"
    };
    run(
        with(
            podman,
            "pull",
            "--tls-verify=false",
            "--creds=admin:" + RunningWhittle.firstPassword(),
            image));
    JsonNode inspected = JSON.readTree(run(with(podman, "image", "inspect", image))).path(0);
    HttpResponse<byte[]> manifest = send("GET", "/v2/shop-web/manifests/1", basic);
    String digest = manifest.headers().firstValue("Docker-Content-Digest").orElseThrow();

    assertEquals(digest, inspected.path("Digest").asText());
    assertEquals("linux", inspected.path("Os").asText());
    run(with(podman, "rmi", "--force", image));
  }

  private static String[] with(String[] command, String... more) {
    String[] all = Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return all;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), List.of(command).subList(0, 2) + "\n" + said);
    return said;
  }
}
