package org.whittle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads an artifact. */
@Command(name = "download", description = "Download an artifact of an image version.")
final class DownloadCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();
  @Mixin private ImageVersion version = new ImageVersion();

  @Option(
      names = "--kind",
      defaultValue = "oci",
      description = "oci: OCI image as archive; tar: root file system (default: ${DEFAULT-VALUE}).")
  private String kind = "oci";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: IMAGE-N.oci.tar or IMAGE-N.tar).")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Api api = server.api();
    int number = version.number(api);
    String suffix = kind.equals("oci") ? ".oci.tar" : "." + kind;
    Path file = output == null ? Path.of(version.image() + "-" + number + suffix) : output;
    long size =
        api.download(
            Api.path("images", version.image(), "versions", number, "artifacts", kind),
            file.toAbsolutePath());
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("file", file.toString()).put("size", size);
    return server.say(answer, file + ", " + Cells.bytes(size));
  }
}
