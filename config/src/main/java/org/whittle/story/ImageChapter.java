package org.whittle.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;
import org.whittle.client.Refused;

/** Creates images, builds them, and takes them away. */
final class ImageChapter {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*\"?([A-Za-z0-9._-]+)");

  private final Api api;

  ImageChapter(Api api) {
    this.api = api;
  }

  /** The name that a blueprint gives its image. */
  static String name(String blueprint) {
    Matcher matcher = NAME.matcher(blueprint);
    Untold.unless(matcher.find(), "a blueprint has no name");
    return matcher.group(1);
  }

  /** Creates the image if it is not in the library; gives how it came there. */
  String create(String blueprint) {
    String name = name(blueprint);
    try {
      api.postYaml("images", blueprint);
      return name + " is created";
    } catch (Refused refused) {
      Untold.unless(refused.status() == 409, refused.title());
      return name + " is in the library already";
    }
  }

  /** How many versions the image has. */
  int newest(String name) {
    return api.get(Api.path("images", name)).at("/row/newestVersion").asInt();
  }

  JsonNode version(String name, int number) {
    return api.get(Api.path("images", name, "versions", number));
  }

  /** Builds the image; gives its newest version, which has passed all tests. */
  JsonNode build(String name) {
    long job = api.post(Api.path("images", name, "builds")).path("job").asLong();
    JsonNode ended = new JobWatch(api, PATIENCE).follow(job, now -> {}).path("job");
    Untold.unless(
        ended.path("state").asText().equals("DONE"),
        name
            + ": the build ended "
            + ended.path("state").asText()
            + ": "
            + ended.path("message").asText());
    int newest = newest(name);
    Untold.unless(newest >= 1, name + " was built, yet it has no version");
    JsonNode version = version(name, newest);
    verified(name, version);
    return version;
  }

  /** The structure is sound and every test of the blueprint has passed. */
  static void verified(String name, JsonNode version) {
    Untold.unless(
        version.at("/row/structure").asText().equals("PASSED"),
        name + ": the structure is " + version.at("/row/structure").asText());
    Untold.unless(!version.path("tests").isEmpty(), name + " has no test");
    for (JsonNode test : version.path("tests")) {
      Untold.unless(
          test.path("verdict").asText().equals("PASSED"),
          name
              + ": \""
              + test.path("name").asText()
              + "\" is "
              + test.path("verdict").asText()
              + ": "
              + test.path("detail").asText());
    }
  }

  /** A version for people: sizes and tests. */
  static String sentence(JsonNode version) {
    JsonNode row = version.path("row");
    String tests =
        StreamSupport.stream(version.path("tests").spliterator(), false)
            .map(test -> test.path("name").asText())
            .collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "version %d: %.1f MB thin of %.1f MB closure, %d of %d files, %d packages%npassed: %s",
        row.path("number").asInt(),
        row.path("thinBytes").asLong() / 1e6,
        row.path("closureBytes").asLong() / 1e6,
        row.path("thinFiles").asInt(),
        row.path("closureFiles").asInt(),
        row.path("packages").asInt(),
        tests);
  }

  /** Downloads the OCI image and has {@code skopeo} read it; gives what it read. */
  String inspect(String name, JsonNode version) {
    int number = version.at("/row/number").asInt();
    Path file = temporary();
    try {
      long size =
          api.download(Api.path("images", name, "versions", number, "artifacts", "oci"), file);
      JsonNode seen = skopeo(file);
      String manifest = version.at("/row/ociManifest").asText();
      Untold.unless(
          seen.path("Digest").asText().equals(manifest),
          "skopeo reads digest " + seen.path("Digest").asText() + ", the library has " + manifest);
      return String.format(
          Locale.ROOT,
          "%.1f MB; skopeo reads %d layers, %s/%s, digest %s",
          size / 1e6,
          seen.path("Layers").size(),
          seen.path("Os").asText(),
          seen.path("Architecture").asText(),
          manifest);
    } finally {
      remove(file);
    }
  }

  private static JsonNode skopeo(Path file) {
    try {
      Process process =
          new ProcessBuilder("skopeo", "inspect", "oci-archive:" + file)
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Untold.unless(process.waitFor() == 0, "skopeo cannot read the image: " + text.strip());
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new Untold("skopeo cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Untold("interrupted");
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("whittle-story-", ".oci.tar");
    } catch (IOException e) {
      throw new Untold("no temporary file: " + e.getMessage());
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Untold("cannot remove " + file + ": " + e.getMessage());
    }
  }
}
