package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.blueprint.Blueprint;
import org.whittle.catalogue.Baselines;
import org.whittle.kernel.Conflict;
import org.whittle.library.Image;
import org.whittle.library.Images;

/** Creates an image from a blueprint. */
@Stateless
@RolesAllowed({Roles.AUTHOR, Roles.SYSTEM})
public class CreateImage {
  @Inject private Images images;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** Creates the image that the blueprint names; gives its name. */
  public String create(String yaml) {
    Blueprint blueprint = Blueprints.parsed(yaml);
    if (images.find(caller.project(), blueprint.name()).isPresent()) {
      throw new Conflict(
          "cannot create image \"" + blueprint.name() + "\": the name is taken",
          "Give the blueprint another name, or revise the image's own blueprint",
          null);
    }
    Image image =
        new Image(caller.project(), Baselines.DEFAULT, blueprint, caller.name(), clock.instant());
    images.add(image, blueprint, yaml, caller.name());
    audited.record("create image", "image " + image.name(), "blueprint revision 1");
    return image.name();
  }
}
