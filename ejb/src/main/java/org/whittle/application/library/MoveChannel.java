package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Channels;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;
import org.whittle.patches.Rollback;

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
    require(channel);
    Image found = images.image(caller.project(), image);
    Versions.ImageVersion wanted = versions.version(found, number);
    if (wanted.candidate()) {
      throw new Conflict(
          "cannot move channel "
              + channel
              + " of "
              + image
              + ": version "
              + number
              + " is a candidate that was only tested",
          "Approve the rollout that it belongs to",
          null);
    }
    long version = wanted.id();
    channels.move(caller.project(), found.id(), channel, version, Optional.empty(), caller.name());
    audited.record("move channel", "image " + image, channel + " to version " + number);
  }

  /**
   * Points the channel to the older version that it came from; gives that version's number.
   *
   * @throws Conflict if it came from none
   */
  public int rollBack(String image, String channel, String reason) {
    require(channel);
    Image found = images.image(caller.project(), image);
    String because = Rollback.reason(reason);
    Channels.Place before =
        channels
            .before(found.id(), channel)
            .orElseThrow(
                () ->
                    new Conflict(
                        "cannot roll back channel "
                            + channel
                            + " of "
                            + image
                            + ": it came from no older version",
                        "Move it to the version that you want",
                        null));
    channels.move(
        caller.project(), found.id(), channel, before.versionId(), Optional.empty(), caller.name());
    audited.record(
        "roll back channel",
        "image " + image,
        channel + " back to version " + before.number() + ": " + because);
    return before.number();
  }

  private static void require(String channel) {
    if (!CHANNELS.contains(channel)) {
      throw new InvalidInput(
          "cannot move channel \"" + channel + "\": there are " + String.join(", ", CHANNELS));
    }
  }
}
