package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Promotions to protected channels. */
@Command(
    name = "promotions",
    description = "Versions for protected channels, which somebody else approves.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PromotionsCommand {
  private static final Table PROMOTIONS =
      Table.of()
          .number("ID", "/id")
          .text("IMAGE", "/image")
          .text("CHANNEL", "/channel")
          .number("FROM", "/from")
          .number("TO", "/to")
          .word("STATE", "/state")
          .text("BY", "/requestedBy")
          .text("WHY NOT", "/whyNot");

  @Command(name = "list", description = "List promotions, newest first.")
  int list(
      @Mixin Server server,
      @Mixin Rows rows,
      @Option(
              names = "--state",
              defaultValue = "",
              description = "awaiting-approval, approved, rejected or void.")
          String state,
      @Option(names = "--image", defaultValue = "", description = "Of one image.") String image) {
    Map<String, ?> wanted = Map.of("state", state, "image", image);
    return server.show(server.api().get(rows.of("promotions", wanted)), PROMOTIONS);
  }

  @Command(name = "show", description = "Show a promotion, and the subject to decide on.")
  int show(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The promotion.") long id) {
    JsonNode promotion = server.api().get(Api.path("promotions", id));
    if (server.wantsJson()) {
      return server.print(promotion);
    }
    PROMOTIONS.print(JsonNodeFactory.instance.arrayNode().add(promotion), server.out());
    server.out().println("subject " + promotion.path("subject").asText());
    for (JsonNode decision : promotion.path("decisions")) {
      server
          .out()
          .println(
              (decision.path("approved").asBoolean() ? "approved by " : "rejected by ")
                  + decision.path("decidedBy").asText()
                  + ": "
                  + Cells.text(decision.path("comment")));
    }
    return Whittle.OK;
  }

  @Command(name = "approve", description = "Approve a promotion that somebody else asked for.")
  int approve(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The promotion.") long id,
      @Option(names = "--subject", required = true, description = "What you saw, as show tells.")
          String subject,
      @Option(names = "--comment", defaultValue = "", description = "For those who read it.")
          String comment) {
    return decide(server, id, "approve", subject, comment);
  }

  @Command(name = "reject", description = "Reject a promotion.")
  int reject(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The promotion.") long id,
      @Option(names = "--subject", required = true, description = "What you saw, as show tells.")
          String subject,
      @Option(names = "--comment", required = true, description = "Why.") String comment) {
    return decide(server, id, "reject", subject, comment);
  }

  private static int decide(Server server, long id, String verb, String subject, String comment) {
    JsonNode answer =
        server
            .api()
            .post(Api.path("promotions", id, verb), Map.of("subject", subject, "comment", comment));
    int said =
        server.say(
            answer, "promotion " + id + " is now " + Cells.word(answer.path("state").asText()));
    return answer.path("state").asText().equals("VOID") ? Whittle.TOLD_NO : said;
  }
}
