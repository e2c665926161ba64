package org.whittle.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;

/** Adds sources and syncs them. */
final class SourceChapter {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Api api;

  SourceChapter(Api api) {
    this.api = api;
  }

  /** Adds the source, if it is not there yet; gives it. */
  JsonNode add(SourceChoice choice) {
    return switch (choice) {
      case SourceChoice.Described described ->
          find(described.source().getOrDefault("name", ""))
              .orElseGet(() -> api.post("sources", described.source()));
      case SourceChoice.Offered offered -> {
        String name = offered(offered.kind());
        yield find(name).orElseGet(() -> api.post(Api.path("sources", "offered", name)));
      }
    };
  }

  private String offered(String kind) {
    for (JsonNode source : api.get("sources/offered?size=500").path("rows")) {
      if (source.path("own").asBoolean()
          && source.path("kind").asText().equals(kind)
          && source.path("problem").isNull()) {
        return source.path("name").asText();
      }
    }
    throw new Untold("the host's configuration offers no " + kind + " source of its own");
  }

  private Optional<JsonNode> find(String name) {
    for (JsonNode source : api.get("sources?size=500").path("rows")) {
      if (source.path("name").asText().equals(name)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /** Syncs the source; gives its newest snapshot. */
  JsonNode sync(JsonNode source) {
    long id = source.path("id").asLong();
    long job = api.post(Api.path("sources", id, "sync")).path("job").asLong();
    JsonNode ended = new JobWatch(api, PATIENCE).follow(job, now -> {}).path("job");
    Untold.unless(
        ended.path("state").asText().equals("DONE"),
        "the sync ended " + ended.path("state").asText() + ": " + ended.path("message").asText());
    JsonNode newest = api.get(Api.path("sources", id)).path("newest");
    Untold.unless(newest.path("packages").asInt() > 0, "the snapshot holds no package");
    return newest;
  }

  /** A source for people: what it is and where from. */
  static String sentence(JsonNode source) {
    return source.path("name").asText()
        + " ("
        + source.path("uri").asText()
        + ", suite "
        + source.path("suite").asText()
        + ")";
  }

  /** A snapshot for people. */
  static String snapshot(JsonNode newest) {
    return String.format(
        Locale.ROOT,
        "snapshot %d: %,d packages, released %s, signed by %s",
        newest.path("number").asInt(),
        newest.path("packages").asInt(),
        newest.path("releasedAt").asText(),
        newest.path("signedBy").asText());
  }
}
