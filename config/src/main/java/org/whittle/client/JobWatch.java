package org.whittle.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.whittle.kernel.Unavailable;

/** Follows a job to its end by asking for it. */
public final class JobWatch {
  private static final Set<String> UNFINISHED = Set.of("WAITING", "RUNNING");
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Api api;
  private final Duration patience;

  /** Follows jobs for at most so long each. */
  public JobWatch(Api api, Duration patience) {
    this.api = api;
    this.patience = patience;
  }

  /**
   * Waits for the end of the job.
   *
   * @param heard hears the job whenever its state or stage is another one
   * @return the ended job with its items, as {@code GET /jobs/{id}} gives it
   * @throws Unavailable if it does not end in time
   */
  public JsonNode follow(long job, Consumer<JsonNode> heard) {
    long end = System.nanoTime() + patience.toNanos();
    String before = "";
    while (true) {
      JsonNode page = api.get(Api.path("jobs", job));
      JsonNode now = page.path("job");
      String state = now.path("state").asText();
      String news = state + " " + now.path("stage").asText();
      if (!news.equals(before)) {
        heard.accept(now);
        before = news;
      }
      if (!UNFINISHED.contains(state)) {
        return page;
      }
      if (System.nanoTime() > end) {
        throw new Unavailable(
            "cannot wait longer for job " + job + ": it is " + state + " after " + patience,
            "Follow it with: whittle jobs follow " + job,
            null);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot wait for the job: interrupted", e);
    }
  }
}
