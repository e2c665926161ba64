package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.source.AptConfiguration;
import org.whittle.source.OfferedSource;

/**
 * The whole story by the command line, on the archive that this host's package configuration names
 * and a server of its own.
 *
 * <p>An archive out of reach is a failure in continuous integration and a reported skip elsewhere.
 * Nothing is timed here: the story prints its measures for whoever wants them.
 */
class RealArchiveIT {
  private static final int MINUTES = 10;

  @TempDir Path folder;

  @Test
  @RequiresTool({"bwrap", "skopeo"})
  void everythingIsAsToldOnTheRealArchive() throws Exception {
    requireArchive();
    Path root = Path.of(System.getProperty("whittle.root"));
    Path output = folder.resolve("story.txt");
    Process story =
        new ProcessBuilder(
                root.resolve("config/bin/whittle").toString(), "story", "--start", "--no-bars")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(story.waitFor(MINUTES, TimeUnit.MINUTES), () -> "too slow:\n" + read(output));
      assertEquals(0, story.exitValue(), () -> read(output));
    } finally {
      story.destroy();
    }
    System.out.println(read(output));
  }

  private static void requireArchive() throws InterruptedException {
    Optional<OfferedSource> base =
        AptConfiguration.read(Path.of("/etc/apt")).sources().stream()
            .filter(OfferedSource::switchedOn)
            .findFirst();
    if (base.isEmpty() || !reachable(base.get())) {
      String message = "the archive of this host's distribution is out of reach";
      if (ToolCondition.isContinuousIntegration()) {
        throw new IllegalStateException(message);
      }
      abort(message);
    }
  }

  private static boolean reachable(OfferedSource source) throws InterruptedException {
    URI release = URI.create(source.address() + "/dists/" + source.suite() + "/InRelease");
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(release)
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .timeout(Duration.ofSeconds(20))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "no output: " + e.getMessage();
    }
  }
}
