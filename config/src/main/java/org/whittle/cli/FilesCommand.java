package org.whittle.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists files with their reasons. */
@Command(name = "files", description = "List the files of an image version, each with its reason.")
final class FilesCommand implements Callable<Integer> {
  private static final Table FILES =
      Table.of()
          .text("MODE", "/mode")
          .text("OWNER", "/owner")
          .bytes("SIZE", "/size")
          .text("PATH", "/path")
          .text("PACKAGE", "/packageName")
          .text("REASON", "/reason");

  @Mixin private Server server = new Server();
  @Mixin private Rows rows = new Rows();
  @Mixin private ImageVersion version = new ImageVersion();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Part of the path.")
  private String text = "";

  @Override
  public Integer call() {
    Api api = server.api();
    return server.show(api.get(rows.of(version.path(api, "files"), Map.of("text", text))), FILES);
  }
}
