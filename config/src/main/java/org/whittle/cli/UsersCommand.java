package org.whittle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users. */
@Command(
    name = "users",
    description = "Users and their roles.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class UsersCommand {
  private static final Table USERS =
      Table.of()
          .text("NAME", "/name")
          .text("DISPLAY NAME", "/displayName")
          .text("ENABLED", "/enabled")
          .text("ROLES", "/roles/0")
          .time("SINCE", "/createdAt");

  @Command(name = "list", description = "List users.")
  int list(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("users", Map.of())), USERS);
  }

  @Command(name = "create", description = "Create a user.")
  int create(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The name to log in with.") String name,
      @Option(
              names = "--roles",
              required = true,
              split = ",",
              description =
                  "viewer, author, patch-manager, approver, operator, auditor, administrator")
          List<String> roles,
      @Option(names = "--display-name", defaultValue = "", description = "The name to show.")
          String displayName,
      @Option(
              names = "--password-file",
              description = "A file whose first line is the password; otherwise it is asked for.")
          @Nullable Path passwordFile) {
    String password = InputFile.password(passwordFile, "Password for " + name);
    return server.say(
        server
            .api()
            .post(
                "users",
                Map.of(
                    "name",
                    name,
                    "displayName",
                    displayName.isEmpty() ? name : displayName,
                    "password",
                    password,
                    "roles",
                    roles)),
        "user " + name + " is created");
  }
}
