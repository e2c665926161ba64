package org.whittle.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;

/**
 * A library with something in it, for the tests of pages: two sources, an image of two versions, an
 * image that is held, patches that wait, and users of each role.
 *
 * <p>It is filled by REST when the first test asks for it, and stays for all.
 */
final class FilledLibrary {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static @Nullable FilledLibrary filled;

  private final Api administrator;
  private long applied;
  private long waiting;
  private long rollout;
  private long job;

  private FilledLibrary(Api administrator) {
    this.administrator = administrator;
  }

  /** The library; the first call fills it. */
  static synchronized FilledLibrary get() throws IOException {
    if (filled == null) {
      Api administrator =
          Api.withToken(
              RunningWhittle.address(),
              Api.issueToken(
                      RunningWhittle.address(),
                      "admin",
                      RunningWhittle.firstPassword(),
                      "portal tests",
                      1)
                  .path("secret")
                  .asText());
      FilledLibrary library = new FilledLibrary(administrator);
      library.fill();
      filled = library;
    }
    return filled;
  }

  /** Number of a patch that waits and touches an image. */
  long waitingPatch() {
    return waiting;
  }

  /** Number of a patch that is in an image. */
  long appliedPatch() {
    return applied;
  }

  /** Number of a rollout that is done. */
  long rollout() {
    return rollout;
  }

  /** Number of a job that is done. */
  long job() {
    return job;
  }

  private void fill() throws IOException {
    Cast.enter(administrator);
    Path folder = RunningWhittle.screenshots().resolveSibling("shop-archive");
    ShopArchive archive = ShopArchive.serve(folder);
    sync(archive.source("stable", "BASE"));
    for (String program : List.of("shop-web", "shop-cart", "shop-stock")) {
      administrator.postYaml("images", ShopArchive.blueprint(program));
      await(administrator.post(Api.path("images", program, "builds")));
    }
    sync(archive.source("stable-security", "SECURITY"));
    administrator.post(
        Api.path("images", "shop-cart", "holds"),
        Map.of("packageName", "shop-cart", "reason", "not tried with our data yet"));
    administrator.post(
        "holds",
        Map.of(
            "label",
            "stage=shop-prod",
            "packageName",
            "shop-shell",
            "versions",
            ">= 1, < 3",
            "reason",
            "3 is for the next season",
            "owner",
            Cast.OPERATOR.user(),
            "until",
            "2099-12-31"));
    rollOut();
  }

  private void sync(Map<String, String> source) {
    long id = administrator.post("sources", source).path("id").asLong();
    await(administrator.post(Api.path("sources", id, "sync")));
  }

  private void rollOut() {
    waiting = patch("shop-stock");
    applied = patch("shop-web");
    Map<String, Object> wanted =
        Map.of(
            "title",
            "Shop: web",
            "patches",
            List.of(applied, patch("shop-cart")),
            "comment",
            "soon");
    rollout = as(Cast.PATCH_MANAGER).post("rollouts", wanted).path("id").asLong();
    String plan = administrator.get(Api.path("rollouts", rollout)).at("/plan/digest").asText();
    as(Cast.APPROVER)
        .post(Api.path("rollouts", rollout, "approve"), Map.of("plan", plan, "comment", "fine"));
    job = await(administrator.post("jobs/rebuild"));
  }

  private long patch(String source) {
    for (JsonNode row : administrator.get("patches?size=500").path("rows")) {
      if (row.path("sourceName").asText().equals(source)) {
        return row.path("id").asLong();
      }
    }
    throw new IllegalStateException("there is no patch of " + source);
  }

  private static Api as(Cast one) {
    return Api.withToken(
        RunningWhittle.address(),
        Api.issueToken(RunningWhittle.address(), one.user(), one.password(), "fill", 1)
            .path("secret")
            .asText());
  }

  private long await(JsonNode started) {
    long id = started.path("job").asLong();
    JsonNode ended = new JobWatch(administrator, PATIENCE).follow(id, now -> {}).path("job");
    if (!ended.path("state").asText().equals("DONE")) {
      throw new IllegalStateException("job " + id + " failed: " + ended.path("message").asText());
    }
    return id;
  }
}
