package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what a blueprint would give. */
@Command(name = "preview", description = "Tell what a blueprint would give, without building it.")
final class PreviewCommand implements Callable<Integer> {
  private static final Table CLOSURE =
      Table.of()
          .text("PACKAGE", "/name")
          .text("VERSION", "/version")
          .text("ARCH", "/architecture")
          .text("CHOSEN BY", "/chosenBy")
          .text("RELATION", "/relation");

  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "FILE", description = "The blueprint; - reads standard input.")
  private Path file = Path.of("-");

  @Override
  public Integer call() {
    JsonNode preview = server.api().postYaml("previews", InputFile.text(file));
    boolean valid = preview.path("valid").asBoolean();
    if (server.wantsJson()) {
      server.print(preview);
    } else if (valid) {
      CLOSURE.print(preview.path("composition"), server.out());
      server
          .out()
          .println(
              preview.path("packages").asInt()
                  + " packages, closure "
                  + Cells.bytes(preview.path("closureBytes").asLong())
                  + ", to download "
                  + Cells.bytes(preview.path("downloadBytes").asLong()));
    } else {
      problems(preview);
    }
    return valid ? Whittle.OK : Whittle.TOLD_NO;
  }

  private void problems(JsonNode preview) {
    for (JsonNode problem : preview.path("problems")) {
      int line = problem.path("line").asInt();
      String where =
          line == 0 ? "" : file + ":" + line + ":" + problem.path("column").asInt() + ": ";
      server.out().println(where + problem.path("message").asText());
      String remedy = problem.path("remedy").asText();
      if (!remedy.isEmpty()) {
        server.out().println("  " + remedy);
      }
    }
    String explanation = preview.path("explanation").asText();
    if (!explanation.isEmpty()) {
      server.out().println(explanation);
    }
  }
}
