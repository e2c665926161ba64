package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.whittle.composition.Compression;

/** Where the installation keeps things, as the launcher says by system properties. */
@ApplicationScoped
public class Settings {
  private static final int MOST_REBUILDS_A_DAY = 8;

  /** The data folder: store, secrets. */
  public Path data() {
    return Path.of(System.getProperty("whittle.data", ".whittle"));
  }

  /** The folder with shipped rules and starter blueprints. */
  public Path config() {
    return Path.of(System.getProperty("whittle.config", "config"));
  }

  /** Where package managers of the host keep their configuration. */
  public Path hostConfiguration() {
    return Path.of(System.getProperty("whittle.apt", "/etc/apt"));
  }

  /** Whether the very first start adds the host's archive and builds the starters by itself. */
  public boolean firstStart() {
    return Boolean.parseBoolean(System.getProperty("whittle.first-start", "true"));
  }

  /** The first administrator's password, if the environment gives one. */
  public Optional<String> firstPassword() {
    return Optional.ofNullable(System.getenv("WHITTLE_FIRST_PASSWORD")).filter(p -> !p.isBlank());
  }

  /** Whether images can be pulled by those who are not known; they cannot unless it is said. */
  public boolean anonymousPull() {
    return Boolean.parseBoolean(
        System.getProperty(
            "whittle.registry.anonymous",
            System.getenv().getOrDefault("WHITTLE_REGISTRY_ANONYMOUS", "false")));
  }

  /** How layers of images are compressed. */
  public Compression compression() {
    return Compression.parse(
        System.getProperty(
            "whittle.compression", System.getenv().getOrDefault("WHITTLE_COMPRESSION", "gzip")));
  }

  /** For how long a blob of the store stays after somebody last asked for it. */
  public Duration grace() {
    return Duration.ofHours(Long.getLong("whittle.store.grace-hours", 7 * 24));
  }

  /** How many images the night job builds at once; leave threads of the batch's pool for others. */
  public int rebuildLanes() {
    return Math.clamp(Integer.getInteger("whittle.rebuild.threads", 2), 1, 8);
  }

  /** After how many rebuilds for patches within a day an image is not rebuilt any more. */
  public int mostRebuildsADay() {
    String said = System.getenv().getOrDefault("WHITTLE_REBUILDS_A_DAY", "");
    return said.matches("\\d{1,6}") ? Integer.parseInt(said) : MOST_REBUILDS_A_DAY;
  }

  /** The name of this server in leases. */
  public String node() {
    return System.getProperty("jboss.node.name", "whittle");
  }
}
