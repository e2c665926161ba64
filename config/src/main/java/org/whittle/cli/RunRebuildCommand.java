package org.whittle.cli;

import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the night job now. */
@Command(name = "run-rebuild", description = "Run the night job now: rebuild what is approved.")
final class RunRebuildCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  @Override
  public Integer call() {
    Api api = server.api();
    return server.follow(api, api.post("jobs/rebuild"), !noWait);
  }
}
