package org.whittle.cli;

import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Releases a hold. */
@Command(name = "release", description = "Release a hold.")
final class ReleaseCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();

  @Parameters(paramLabel = "HOLD", description = "Its number, as images show tells it.")
  private long hold;

  @Override
  public Integer call() {
    return server.say(
        server.api().delete(Api.path("holds", hold)), "hold " + hold + " is released");
  }
}
