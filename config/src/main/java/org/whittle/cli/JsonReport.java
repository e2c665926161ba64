package org.whittle.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.whittle.blueprint.BlueprintResult.Problem;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.build.Composition;

/** An object for each event, one a line. */
final class JsonReport implements BuildReport {
  private static final long PAUSE_NANOS = 500_000_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private String stage = "";
  private long last;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void report(String now, long done, long total) {
    long time = System.nanoTime();
    if (now.equals(stage) && time - last < PAUSE_NANOS && done < total) {
      return;
    }
    stage = now;
    last = time;
    print(event("progress").put("stage", now).put("done", done).put("total", total));
  }

  @Override
  public void problems(Path blueprint, List<Problem> problems) {
    for (Problem problem : problems) {
      print(
          event("problem")
              .put("file", blueprint.toString())
              .put("line", problem.line())
              .put("column", problem.column())
              .put("message", problem.message())
              .put("remedy", problem.remedy()));
    }
  }

  @Override
  public void note(String message) {
    print(event("note").put("message", message));
  }

  @Override
  public void failed(Failed failed) {
    print(
        event("failed")
            .put("stage", failed.stage().word())
            .put("message", failed.message())
            .put("remedy", failed.remedy()));
  }

  @Override
  public void built(String image, Built built, List<Artifact> artifacts) {
    Composition composition = built.composition();
    ObjectNode event =
        event(artifacts.isEmpty() ? "not-verified" : "built")
            .put("image", image)
            .put("input", built.input().toString())
            .put("packages", composition.lines().size())
            .put("files", composition.thin().files())
            .put("bytes", composition.thin().bytes())
            .put("closureFiles", composition.closure().files())
            .put("closureBytes", composition.closure().bytes())
            .put("verified", built.verified());
    ArrayNode faults = event.putArray("faults");
    built.faults().forEach(fault -> faults.add(fault.toString()));
    ArrayNode misses = event.putArray("misses");
    built.misses().misses().forEach(miss -> misses.add(miss.toString()));
    event.put("missed", built.misses().verdict().name());
    event.put("notKnown", built.misses().notKnown());
    ArrayNode tests = event.putArray("tests");
    built
        .tests()
        .outcomes()
        .forEach(
            test ->
                tests
                    .addObject()
                    .put("name", test.name())
                    .put("verdict", test.verdict().name())
                    .put("detail", test.detail()));
    ObjectNode millis = event.putObject("millis");
    built.durations().forEach((at, took) -> millis.put(at.word(), took.toMillis()));
    ArrayNode written = event.putArray("artifacts");
    artifacts.forEach(
        artifact ->
            written
                .addObject()
                .put("path", artifact.path().toString())
                .put("size", artifact.size())
                .put("digest", artifact.digest()));
    print(event);
  }

  private static ObjectNode event(String kind) {
    return JSON.createObjectNode().put("event", kind);
  }

  private synchronized void print(ObjectNode event) {
    out.println(event);
    out.flush();
  }
}
