package org.whittle.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.whittle.kernel.Unavailable;

/** The tokens of a person, one for each server, in a file that only they can read. */
public final class SavedTokens {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  /** Keeps the tokens in {@code tokens.json} of this folder. */
  public SavedTokens(Path folder) {
    this.file = folder.resolve("tokens.json");
  }

  /** The folder that the environment names (XDG Base Directory Specification). */
  public static Path folder(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path base =
        configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(configured);
    return base.resolve("whittle");
  }

  /** The token for a server. */
  public Optional<String> find(URI server) {
    return Optional.ofNullable(read().get(server.toString())).map(node -> node.asText());
  }

  /** Keeps the token for a server in place of an older one. */
  public void save(URI server, String token) {
    ObjectNode tokens = read();
    tokens.put(server.toString(), token);
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path aside =
          Files.createTempFile(
              folder,
              "tokens",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(aside, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tokens));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unavailable("cannot save the token to " + file + ": " + e.getMessage(), e);
    }
  }

  private ObjectNode read() {
    try {
      return Files.exists(file) && MAPPER.readTree(file.toFile()) instanceof ObjectNode tokens
          ? tokens
          : MAPPER.createObjectNode();
    } catch (IOException e) {
      throw new Unavailable(
          "cannot read " + file + ": " + e.getMessage(), "Remove it and log in again", e);
    }
  }
}
