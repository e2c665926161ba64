package org.whittle.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;

/** Fills the library with many images. */
final class LibraryChapter {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** So many builds are asked for at a time; the server has more threads, and fewer processors. */
  private static final int AT_ONCE = 3;

  private final Api api;
  private final ImageChapter images;
  private final List<String> blueprints;

  /** A chapter about these blueprints. */
  LibraryChapter(Api api, ImageChapter images, List<String> blueprints) {
    this.api = api;
    this.images = images;
    this.blueprints = List.copyOf(blueprints);
  }

  List<String> names() {
    return blueprints.stream().map(ImageChapter::name).toList();
  }

  /** Creates them all. */
  String create() {
    blueprints.forEach(images::create);
    Set<String> families = new HashSet<>();
    for (String name : names()) {
      families.add(api.get(Api.path("images", name)).at("/row/labels/family").asText());
    }
    return blueprints.size() + " images of " + families.size() + " families";
  }

  /** Builds and tests them all; every one has to be verified. */
  String build() {
    Queue<String> left = new ArrayDeque<>(names());
    List<Running> running = new ArrayList<>();
    long thin = 0;
    long closure = 0;
    while (!left.isEmpty() || !running.isEmpty()) {
      while (running.size() < AT_ONCE && !left.isEmpty()) {
        String name = left.remove();
        running.add(
            new Running(name, api.post(Api.path("images", name, "builds")).path("job").asLong()));
      }
      Running first = running.removeFirst();
      JsonNode row = verified(first);
      thin += row.path("thinBytes").asLong();
      closure += row.path("closureBytes").asLong();
    }
    return String.format(
        Locale.ROOT, "%.1f MB thin of %.1f MB closures, all verified", thin / 1e6, closure / 1e6);
  }

  private record Running(String image, long job) {}

  private JsonNode verified(Running build) {
    JsonNode ended = new JobWatch(api, PATIENCE).follow(build.job(), now -> {}).path("job");
    Untold.unless(
        ended.path("state").asText().equals("DONE"),
        build.image() + ": the build ended: " + ended.path("message").asText());
    return images.version(build.image(), images.newest(build.image())).path("row");
  }
}
