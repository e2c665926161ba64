package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.blueprint.Blueprint;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Image;
import org.whittle.library.Images;

/** Revises the blueprint of an image. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
public class ReviseBlueprint {
  @Inject private Images images;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Stores a new revision if the expected one is still the newest; gives the new one. */
  public int revise(String image, int expectedRevision, String yaml) {
    Blueprint blueprint = Blueprints.parsed(yaml);
    Image found = images.image(caller.project(), image);
    if (!blueprint.name().equals(image)) {
      throw new InvalidInput(
          "cannot save the blueprint of " + image + ": it names \"" + blueprint.name() + "\"",
          "Keep the name; another name is another image",
          null);
    }
    int revision = found.revise(expectedRevision, blueprint);
    images.keep(found, blueprint, yaml, caller.name());
    audited.record("revise blueprint", "image " + image, "blueprint revision " + revision);
    return revision;
  }
}
