package org.whittle.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.evidence.EvidenceCheck;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evidence. */
@Command(
    name = "evidence",
    description = "What shows who decided what, as one file that anybody can check.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class EvidenceCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec command = CommandSpec.create();

  /** What the evidence is about. */
  static final class Subject {
    @Option(names = "--rollout", paramLabel = "ID", description = "Of a rollout.")
    private @Nullable Long rollout;

    @Option(names = "--promotion", paramLabel = "ID", description = "Of a promotion.")
    private @Nullable Long promotion;

    private String name() {
      return rollout == null ? "promotion-" + promotion : "rollout-" + rollout;
    }

    private String path() {
      return rollout == null
          ? Api.path("promotions", String.valueOf(promotion), "evidence")
          : Api.path("rollouts", rollout, "evidence");
    }
  }

  @Command(name = "take", description = "Take the evidence away, as a ZIP file, and check it.")
  int take(
      @Mixin Server server,
      @ArgGroup(multiplicity = "1") Subject subject,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Where to (default: rollout-ID-evidence.zip or promotion-...).")
          @Nullable Path output) {
    Path file = output == null ? Path.of(subject.name() + "-evidence.zip") : output;
    server.api().download(subject.path(), file.toAbsolutePath());
    return tell(file, server.wantsJson());
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Check such a file, without a server: its files, the audit trail, decisions.")
  int check(
      @Parameters(paramLabel = "FILE", description = "The file as it was taken.") Path file,
      @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
    return tell(file, json);
  }

  private int tell(Path file, boolean json) {
    EvidenceCheck check = EvidenceCheck.of(file);
    if (json) {
      ObjectNode answer =
          JsonNodeFactory.instance
              .objectNode()
              .put("file", file.toString())
              .put("whole", check.faults().isEmpty())
              .put("files", check.files())
              .put("manifest", check.manifest())
              .put("auditHead", check.auditHead());
      answer.set("faults", JSON.valueToTree(check.faults()));
      command.commandLine().getOut().println(answer.toPrettyString());
    } else {
      check.faults().forEach(command.commandLine().getOut()::println);
      command
          .commandLine()
          .getOut()
          .println(
              check.faults().isEmpty()
                  ? file
                      + " is whole: "
                      + check.files()
                      + " files\nmanifest "
                      + check.manifest()
                      + "\naudit trail ends with "
                      + check.auditHead()
                  : file + " is not whole");
    }
    return check.faults().isEmpty() ? Whittle.OK : Whittle.TOLD_NO;
  }
}
