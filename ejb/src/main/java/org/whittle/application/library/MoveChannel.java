package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Channels;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;

/** Moves a channel of an image to another version. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class MoveChannel {
  private static final List<String> CHANNELS = List.of("dev", "test", "prod");

  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Channels channels;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Points the channel to the version: promotion and rollback alike. */
  public void move(String image, String channel, int number) {
    if (!CHANNELS.contains(channel)) {
      throw new InvalidInput(
          "cannot move channel \"" + channel + "\": there are " + String.join(", ", CHANNELS));
    }
    Image found = images.image(caller.project(), image);
    long version = versions.version(found, number).id();
    channels.move(caller.project(), found.id(), channel, version, caller.name());
    audited.record("move channel", "image " + image, channel + " to version " + number);
  }
}
