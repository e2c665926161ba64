package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.client.SavedTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exchanges name and password for a token and keeps that. */
@Command(name = "login", description = "Log in and keep a token for later commands.")
final class LoginCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();

  @Option(
      names = "--user",
      defaultValue = "admin",
      description = "Your name (default: ${DEFAULT-VALUE}).")
  private String user = "admin";

  @Option(
      names = "--password-file",
      description = "A file whose first line is the password; otherwise it is asked for.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "Days until the token expires (default: ${DEFAULT-VALUE}).")
  private int days = 30;

  @Override
  public Integer call() {
    String password = InputFile.password(passwordFile, "Password of " + user);
    JsonNode issued = Api.issueToken(server.address(), user, password, "command line", days);
    new SavedTokens(SavedTokens.folder(System.getenv()))
        .save(server.address(), issued.path("secret").asText());
    return server.say(issued.path("token"), "Logged in to " + server.address() + " as " + user);
  }
}
