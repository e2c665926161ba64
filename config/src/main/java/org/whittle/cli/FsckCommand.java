package org.whittle.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.store.StoreCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what builds on this machine have kept. */
@Command(
    name = "fsck",
    description = "Read everything that builds on this machine have kept, and compare it.",
    footer = {"", "Ends with 1 if something is damaged and was not removed."})
final class FsckCommand implements Callable<Integer> {
  @Mixin private LocalStore store = new LocalStore();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--repair",
      description = "Remove what is damaged; the next build fetches and makes it again.")
  private boolean repair;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // The parser sets it, and prints the help itself.
  private boolean help;

  @Override
  public Integer call() {
    StoreCheck.Report report = StoreCheck.run(store.blobs(), Progress.NONE);
    if (repair) {
      report.damaged().forEach(digest -> store.blobs().delete(digest, Instant.MAX));
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? json(report) : text(report));
    out.flush();
    return report.damaged().isEmpty() || repair ? Whittle.OK : Whittle.TOLD_NO;
  }

  private String text(StoreCheck.Report report) {
    StringBuilder text = new StringBuilder();
    for (Digest digest : report.damaged()) {
      text.append("damaged: ").append(digest).append(repair ? ", removed" : "").append('\n');
    }
    text.append(report.blobs() + report.damaged().size())
        .append(" blobs checked, ")
        .append(Cells.bytes(report.bytes()))
        .append(", ")
        .append(report.damaged().size())
        .append(" damaged");
    if (!report.damaged().isEmpty()) {
      text.append(
          repair
              ? "\nThe next build fetches and makes them again."
              : "\nRemove them with --repair; the next build fetches and makes them again.");
    }
    return text.toString();
  }

  private String json(StoreCheck.Report report) {
    ObjectNode node =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("blobs", report.blobs() + report.damaged().size())
            .put("bytes", report.bytes())
            .put("removed", repair);
    ArrayNode damaged = node.putArray("damaged");
    report.damaged().forEach(digest -> damaged.add(digest.toString()));
    return node.toString();
  }
}
