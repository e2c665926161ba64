package org.whittle.portal.live;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import org.whittle.application.jobs.JobView;

/** The event that pages get: all jobs that wait or run, and how far they are. */
final class JobEvent {
  private JobEvent() {}

  static String of(List<JobView> running) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (JobView job : running) {
      array.add(
          Json.createObjectBuilder()
              .add("id", job.id())
              .add("state", job.state().name())
              .add("stage", job.stage())
              .add("done", job.stageDone())
              .add("total", job.stageTotal())
              .add("message", job.message()));
    }
    return "event: jobs\ndata: " + array.build() + "\n\n";
  }
}
