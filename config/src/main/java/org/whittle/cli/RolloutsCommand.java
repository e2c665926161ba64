package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.kernel.InvalidInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rollouts. */
@Command(
    name = "rollouts",
    description = "A cause for images, by an exact plan that somebody else approves.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RolloutsCommand {
  private static final Table ROLLOUTS =
      Table.of()
          .number("ID", "/id")
          .text("TITLE", "/title")
          .word("CAUSE", "/cause")
          .word("STATE", "/state")
          .number("PATCHES", "/patches")
          .number("IMAGES", "/images")
          .number("DONE", "/done")
          .number("FAILED", "/failed")
          .number("UNTESTED", "/outstanding")
          .text("BY", "/requestedBy")
          .text("DECIDED BY", "/decidedBy");
  private static final Table CAUSES =
      Table.of().word("CAUSE", "/cause").text("WHAT", "/what").number("IMAGES", "/images");
  private static final Table PLAN =
      Table.of()
          .text("IMAGE", "/image")
          .number("FROM", "/fromVersion")
          .word("PLAN", "/disposition")
          .number("PACKAGES", "/packagesChanged")
          .word("TESTS", "/verdict")
          .word("STATE", "/state")
          .number("RESULT", "/resultVersion")
          .text("REASON", "/reason");

  @Command(name = "list", description = "List rollouts, newest first.")
  int list(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("rollouts", Map.of())), ROLLOUTS);
  }

  @Command(name = "causes", description = "List what is new beside patches and waits.")
  int causes(@Mixin Server server) {
    JsonNode waiting = server.api().get("rollouts/causes");
    if (server.wantsJson()) {
      return server.print(waiting);
    }
    CAUSES.print(waiting, server.out());
    return Whittle.OK;
  }

  @Command(name = "what-if", description = "Tell what a rollout would do.")
  int whatIf(@Mixin Server server, @Mixin WantedCause wanted) {
    JsonNode plan = server.api().post("rollouts/what-if", wanted.body());
    if (server.wantsJson()) {
      return server.print(plan);
    }
    plan(plan, server.out());
    return Whittle.OK;
  }

  @Command(name = "propose", description = "Propose a rollout, or keep it as a draft.")
  int propose(
      @Mixin Server server,
      @Mixin WantedCause wanted,
      @Option(names = "--title", required = true, description = "What it is about.") String title,
      @Option(names = "--draft", description = "Keep it; nobody is asked.") boolean draft,
      @Option(names = "--comment", defaultValue = "", description = "For who decides.")
          String comment) {
    Map<String, Object> body = wanted.body();
    body.put("title", title);
    body.put("comment", comment);
    JsonNode created = server.api().post(draft ? "rollouts/drafts" : "rollouts", body);
    long id = created.path("id").asLong();
    return server.say(
        created,
        "rollout " + id + (draft ? " is a draft" : " is proposed; somebody else can approve it"));
  }

  @Command(name = "submit", description = "Propose a draft.")
  int submit(
      @Mixin Server server, @Parameters(paramLabel = "ID", description = "The rollout.") long id) {
    JsonNode answer = server.api().post(Api.path("rollouts", id, "propose"));
    return server.say(answer, "rollout " + id + " is proposed; somebody else can approve it");
  }

  @Command(
      name = "test",
      description = "Test the candidates that policies want tested; nothing is published.")
  int test(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The rollout.") long id,
      @Option(names = "--all", description = "All candidates.") boolean all) {
    JsonNode started = server.api().post(Api.path("rollouts", id, "tests"), Map.of("all", all));
    return server.say(
        started, "job " + started.path("job").asLong() + " tests the candidates of rollout " + id);
  }

  @Command(name = "withdraw", description = "Take away what nobody has decided on.")
  int withdraw(
      @Mixin Server server, @Parameters(paramLabel = "ID", description = "The rollout.") long id) {
    JsonNode answer = server.api().post(Api.path("rollouts", id, "withdraw"));
    return server.say(answer, "rollout " + id + " is withdrawn");
  }

  @Command(name = "show", description = "Show a rollout, its plan and its decisions.")
  int show(
      @Mixin Server server, @Parameters(paramLabel = "ID", description = "The rollout.") long id) {
    JsonNode rollout = server.api().get(Api.path("rollouts", id));
    if (server.wantsJson()) {
      return server.print(rollout);
    }
    PrintWriter out = server.out();
    ROLLOUTS.print(array(rollout), out);
    out.println();
    plan(rollout.path("plan"), out);
    for (JsonNode decision : rollout.path("decisions")) {
      out.println(
          (decision.path("approved").asBoolean() ? "approved by " : "rejected by ")
              + decision.path("decidedBy").asText()
              + ": "
              + Cells.text(decision.path("comment")));
    }
    return Whittle.OK;
  }

  @Command(name = "approve", description = "Approve the plan that you have seen.")
  int approve(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The rollout.") long id,
      @Option(
              names = "--plan",
              description = "Digest of the plan; without it the plan is shown and you are asked.")
          @Nullable String plan,
      @Option(names = "--comment", defaultValue = "", description = "Why.") String comment) {
    return decide(server, id, plan, comment, "approve");
  }

  @Command(name = "reject", description = "Reject the plan that you have seen.")
  int reject(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The rollout.") long id,
      @Option(
              names = "--plan",
              description = "Digest of the plan; without it the plan is shown and you are asked.")
          @Nullable String plan,
      @Option(names = "--comment", required = true, description = "Why.") String comment) {
    return decide(server, id, plan, comment, "reject");
  }

  @Command(name = "rollback", description = "Take a rollout back, or one image of it.")
  int rollback(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The rollout.") long id,
      @Option(names = "--image", description = "This image alone; it is held on what it had.")
          @Nullable String image,
      @Option(names = "--reason", required = true, description = "Why.") String reason) {
    Map<String, String> body = Map.of("reason", reason);
    if (image == null) {
      JsonNode answer = server.api().post(Api.path("rollouts", id, "rollback"), body);
      int images = answer.path("images").asInt();
      return server.say(answer, "rollout " + id + " is rolled back: " + images + " images");
    }
    JsonNode answer =
        server.api().post(Api.path("rollouts", id, "images", image, "rollback"), body);
    return server.say(answer, image + " is rolled back and held on what it had");
  }

  private static int decide(
      Server server, long id, @Nullable String plan, String comment, String verb) {
    Api api = server.api();
    String seen = plan == null ? ask(server, api, id, verb) : plan;
    JsonNode answer =
        api.post(Api.path("rollouts", id, verb), Map.of("plan", seen, "comment", comment));
    return server.say(answer, "rollout " + id + ": " + verb + ", plan " + seen);
  }

  /** Shows the plan and gives its digest if the reader agrees. */
  @SuppressWarnings(
      "SystemConsoleNull") // Without a terminal nobody says yes, or says so by a pipe.
  private static String ask(Server server, Api api, long id, String verb) {
    JsonNode plan = api.get(Api.path("rollouts", id)).path("plan");
    if (System.console() == null) {
      throw new InvalidInput(
          "cannot " + verb + " rollout " + id + ": there is no terminal to show its plan on",
          "Name the plan that you have seen with --plan",
          null);
    }
    plan(plan, server.out());
    server.out().flush();
    String answer = System.console().readLine("%s this plan? (yes/no) ", verb);
    if (!"yes".equals(answer)) {
      throw new InvalidInput("cannot " + verb + " rollout " + id + ": you did not say yes");
    }
    return plan.path("digest").asText();
  }

  private static JsonNode array(JsonNode rollout) {
    return JsonNodeFactory.instance.arrayNode().add(rollout.path("row"));
  }

  private static void plan(JsonNode plan, PrintWriter out) {
    PLAN.print(plan.path("lines"), out);
    out.println(
        plan.path("rebuild").asInt()
            + " to rebuild, "
            + plan.path("held").asInt()
            + " held, "
            + plan.path("unaffected").asInt()
            + " unaffected, "
            + plan.path("unresolvable").asInt()
            + " unresolvable; plan "
            + plan.path("digest").asText());
    if (plan.path("verification").asText().equals("STRUCTURE")) {
      out.println(
          "structure first: channel dev follows before the tests, and goes back if they fail");
    }
  }
}
