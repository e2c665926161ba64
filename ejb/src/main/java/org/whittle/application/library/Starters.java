package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.application.Caller;
import org.whittle.application.Settings;
import org.whittle.audit.AuditTrail;
import org.whittle.blueprint.Blueprint;
import org.whittle.catalogue.Baselines;
import org.whittle.kernel.Unavailable;
import org.whittle.library.Image;
import org.whittle.library.Images;

/** The starter blueprints that Whittle ships, as images of the library. */
@ApplicationScoped
public class Starters {
  /** Small ones, for a portal that shows something within a minute. */
  private static final List<String> FIRST = List.of("nginx", "python-wsgi", "redis");

  @Inject private Images images;
  @Inject private Settings settings;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** An image that a starter blueprint made. */
  public record Starter(long imageId, String name) {}

  /** All starters; those that the library lacks are created. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Starter> all() {
    List<Starter> starters = new ArrayList<>();
    for (Path file : files()) {
      String yaml = read(file);
      Blueprint blueprint = Blueprints.parsed(yaml);
      Image image =
          images.find(caller.project(), blueprint.name()).orElseGet(() -> create(blueprint, yaml));
      starters.add(new Starter(image.id(), image.name()));
    }
    return starters;
  }

  /** Those that the very first start builds; the others wait until somebody asks for them. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Starter> first() {
    return all().stream().filter(starter -> FIRST.contains(starter.name())).toList();
  }

  private Image create(Blueprint blueprint, String yaml) {
    Image image =
        new Image(caller.project(), Baselines.DEFAULT, blueprint, caller.name(), clock.instant());
    images.add(image, blueprint, yaml, caller.name());
    trail.record(
        caller.project(), caller.name(), "create image", "image " + image.name(), "starter");
    return image;
  }

  private List<Path> files() {
    Path folder = settings.config().resolve("blueprints");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new Unavailable("cannot list the starter blueprints in " + folder, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Unavailable("cannot read starter blueprint " + file, e);
    }
  }
}
