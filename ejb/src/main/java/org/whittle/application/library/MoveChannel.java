package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.promotions.PromotionNotices;
import org.whittle.application.promotions.PromotionRules;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Channels;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Promotions;
import org.whittle.library.Verdict;
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
  @Inject private Promotions promotions;
  @Inject private PromotionRules rules;
  @Inject private PromotionNotices notices;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Points the channel to the version; where a policy protects the channel, asks for it instead,
   * and gives the number of the promotion that somebody else has to approve.
   *
   * @param comment for who decides, if somebody has to
   */
  public OptionalLong move(String image, String channel, int number, String comment) {
    require(channel);
    Image found = images.image(caller.project(), image);
    Versions.ImageVersion version = versions.version(found, number);
    if (version.candidate()) {
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
    requireProved(image, channel, version);
    if (rules.isProtected(found.id(), channel)) {
      long id = promotions.ask(found, channel, version, caller.name(), comment);
      audited.record(
          "ask for promotion",
          "image " + image,
          channel + " to version " + number + ", promotion " + id);
      notices.asked(id);
      return OptionalLong.of(id);
    }
    promotions.lock(found.id());
    channels.move(
        caller.project(), found.id(), channel, version.id(), Optional.empty(), caller.name());
    notices.voidMoved();
    audited.record("move channel", "image " + image, channel + " to version " + number);
    return OptionalLong.empty();
  }

  /**
   * Refuses to promote what failed, or whose tests are not known although its blueprint names some.
   */
  private static void requireProved(String image, String channel, Versions.ImageVersion version) {
    if (!Channels.PROMOTED.contains(channel)) {
      return;
    }
    boolean unknown =
        version.tests() == Verdict.UNKNOWN
            && !Blueprints.parsed(version.blueprint()).tests().isEmpty();
    if (version.failed() || unknown) {
      throw new Conflict(
          "cannot move channel "
              + channel
              + " of "
              + image
              + ": version "
              + version.number()
              + (version.failed()
                  ? " did not pass its verification"
                  : version.outstanding()
                      ? " waits for its tests"
                      : " was not tested, so that nobody knows whether it works"),
          version.failed()
              ? "Choose a version that passed"
              : "Wait for its tests, or choose another version",
          null);
    }
  }

  /**
   * Points the channel to the older version that it came from, at once also where the channel is
   * protected: what was there before was approved, and an outage cannot wait. Gives that version's
   * number.
   *
   * @throws Conflict if it came from none
   */
  public int rollBack(String image, String channel, String reason) {
    require(channel);
    Image found = images.image(caller.project(), image);
    String because = Rollback.reason(reason);
    promotions.lock(found.id());
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
    notices.voidMoved();
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
