package org.whittle.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;

/** The night job and what it leaves behind. */
final class NightChapter {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Differences of so many images are told; those of all are looked at. */
  private static final int MOST_TOLD = 5;

  private final Cast cast;
  private final PatchChapter patches;
  private final ImageChapter images;

  NightChapter(Cast cast, PatchChapter patches, ImageChapter images) {
    this.cast = cast;
    this.patches = patches;
    this.images = images;
  }

  /** Runs the night job now; gives how it ended. */
  String run() {
    Api api = cast.administrator();
    long job = api.post("jobs/rebuild").path("job").asLong();
    JsonNode ended = new JobWatch(api, PATIENCE).follow(job, now -> {}).path("job");
    patches.reload();
    Untold.unless(
        ended.path("state").asText().equals("DONE") && patches.state().equals("DONE"),
        "the job ended "
            + ended.path("state").asText()
            + " ("
            + ended.path("message").asText()
            + "), the rollout "
            + patches.state());
    return ended.path("message").asText();
  }

  /** Every image of the plan has one version more, which differs; the one before remains. */
  String compare() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    int told = 0;
    for (JsonNode line : patches.rebuilt()) {
      String name = line.path("image").asText();
      int from = line.path("fromVersion").asInt();
      int to = line.path("resultVersion").asInt();
      Untold.unless(
          line.path("state").asText().equals("DONE") && to == from + 1,
          name
              + ": the line is "
              + line.path("state").asText()
              + ", version "
              + to
              + " of "
              + from
              + ": "
              + line.path("message").asText());
      ImageChapter.verified(name, images.version(name, to));
      JsonNode before = images.version(name, from);
      Untold.unless(
          before.at("/row/number").asInt() == from, name + ": version " + from + " is gone");
      String channel = channel(name);
      Untold.unless(
          channel.equals(Integer.toString(to)), name + ": channel dev is at version " + channel);
      String difference = difference(name, from, to);
      if (told++ < MOST_TOLD) {
        text.add(difference);
      }
    }
    if (told > MOST_TOLD) {
      text.add("and so on for " + (told - MOST_TOLD) + " more");
    }
    return text.toString();
  }

  private String channel(String name) {
    for (JsonNode channel : cast.manager().get(Api.path("images", name, "channels")).path("rows")) {
      if (channel.path("name").asText().equals("dev")) {
        return channel.path("version").asText();
      }
    }
    return "none";
  }

  private String difference(String name, int from, int to) {
    JsonNode difference =
        cast.manager()
            .get(Api.query(Api.path("images", name, "difference"), Map.of("from", from, "to", to)));
    Untold.unless(
        !difference.path("packages").isEmpty(),
        name + ": versions " + from + " and " + to + " have the same packages");
    StringJoiner packages = new StringJoiner(", ");
    difference
        .path("packages")
        .forEach(
            change ->
                packages.add(
                    change.path("name").asText() + " " + change.path("toVersion").asText()));
    return String.format(
        Locale.ROOT,
        "%s %d -> %d: %d files, %+d bytes; %s",
        name,
        from,
        to,
        difference.path("files").size(),
        difference.path("sizeChange").asLong(),
        packages);
  }

  /** One image goes back to the version before, and its channel with it. */
  String rollBack() {
    JsonNode line = patches.rebuilt().getFirst();
    String name = line.path("image").asText();
    cast.administrator()
        .post(
            Api.path("rollouts", patches.id(), "images", name, "rollback"),
            Map.of("reason", "it is slower than before"));
    int now = images.newest(name);
    Untold.unless(
        now == line.path("fromVersion").asInt() && channel(name).equals(Integer.toString(now)),
        name + " was rolled back, yet version " + now + " counts");
    return name + " is at version " + now + " again: it is slower than before";
  }

  /** The image on hold has the version that it had, and says why. */
  String held(String name, int version) {
    JsonNode row = cast.manager().get(Api.path("images", name)).path("row");
    Untold.unless(
        row.path("newestVersion").asInt() == version,
        name + " is on hold, yet it has version " + row.path("newestVersion").asInt());
    Untold.unless(
        row.path("state").asText().equals("HELD"),
        name + " is on hold, yet its state is " + row.path("state").asText());
    return name
        + " stays at version "
        + version
        + ": "
        + row.path("stateReason").asText()
        + "; "
        + patches.line(name).path("reason").asText().split(";", 2)[0];
  }

  /** The trail of what was decided is whole and has the decision in it. */
  String audit() {
    JsonNode chain = cast.administrator().get("audit/chain");
    Untold.unless(
        chain.path("intact").asBoolean(),
        "the audit trail is broken at entry " + chain.path("firstBroken").asText());
    JsonNode decisions =
        cast.administrator().get(Api.query("audit", Map.of("text", cast.approverName())));
    boolean found = false;
    for (JsonNode entry : decisions.path("rows")) {
      found |= entry.path("action").asText().equals("approve rollout");
    }
    Untold.unless(found, "the audit trail does not tell who approved");
    long total = cast.administrator().get("audit?size=1").path("total").asLong();
    return total + " entries, each sealed by the one before";
  }
}
