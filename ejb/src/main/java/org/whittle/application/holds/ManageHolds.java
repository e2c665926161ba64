package org.whittle.application.holds;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.whittle.access.Directory;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;
import org.whittle.patches.HeldVersions;
import org.whittle.patches.Hold;
import org.whittle.patches.HoldScope;
import org.whittle.patches.Holds;

/** Keeps images on versions of a package, and lets them go. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class ManageHolds {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Holds holds;
  @Inject private Directory users;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /**
   * Places a hold; gives its number. Others on the same package still hold: what all of them let in
   * may be installed.
   *
   * @throws InvalidInput if it is not said for whom, which versions or why, or what it names is not
   *     there
   * @throws Conflict if a hold says the same already
   */
  public long place(NewHold wanted) {
    PackageName name = new PackageName(wanted.packageName().strip());
    Optional<Image> image =
        wanted.image().map(imageName -> images.image(caller.project(), imageName));
    HoldScope scope = scope(wanted, name, image);
    HeldVersions held =
        wanted.versions().isPresent()
            ? known(name, HeldVersions.parse(wanted.versions().get()))
            : inUse(image, name);
    Hold.Wish wish =
        new Hold.Wish(scope, name, held, wanted.reason(), owner(wanted, name), wanted.until());
    requireNew(wish, image);
    Hold hold = new Hold(caller.project(), wish, caller.name(), clock.instant(), holds.today());
    holds.add(hold);
    audited.record(
        "place hold",
        subject(hold),
        name
            + " "
            + held
            + hold.until().map(u -> " until " + u).orElse("")
            + (hold.owner().equals(caller.name()) ? "" : ", owner " + hold.owner())
            + ": "
            + hold.reason());
    return hold.id();
  }

  private static HoldScope scope(NewHold wanted, PackageName name, Optional<Image> image) {
    int said =
        (image.isPresent() ? 1 : 0)
            + (wanted.label().isPresent() ? 1 : 0)
            + (wanted.library() ? 1 : 0);
    if (said != 1) {
      throw new InvalidInput(
          "cannot hold " + name + ": say for one image, for a label, or for the library",
          "Name just one of them",
          null);
    }
    return image
        .<HoldScope>map(one -> new HoldScope.OfImage(one.id()))
        .or(() -> wanted.label().map(HoldScope.OfLabel::parse))
        .orElseGet(HoldScope.OfLibrary::new);
  }

  private HeldVersions known(PackageName name, HeldVersions held) {
    if (!holds.isKnown(name)) {
      throw new InvalidInput(
          "cannot hold " + name + ": no source has offered a package of that name",
          "Name a binary package, such as libssl3, not its source package",
          null);
    }
    return held;
  }

  private HeldVersions inUse(Optional<Image> image, PackageName name) {
    if (image.isEmpty()) {
      throw new InvalidInput(
          "cannot hold " + name + ": say which versions may be installed",
          "Write a version alone, or bounds such as >= 1.2, < 2",
          null);
    }
    return versions
        .newest(image.get())
        .flatMap(
            version ->
                versions.composition(version.id()).stream()
                    .filter(line -> line.name().equals(name.value()))
                    .findFirst())
        .map(line -> HeldVersions.exactly(line.version()))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cannot hold "
                        + name
                        + ": the newest version of "
                        + image.get().name()
                        + " does not contain it",
                    "Choose a package of its composition, or say which versions may be installed",
                    null));
  }

  private String owner(NewHold wanted, PackageName name) {
    String owner = wanted.owner().map(String::strip).orElse("");
    if (!owner.isEmpty() && users.find(owner).isEmpty()) {
      throw new InvalidInput("cannot hold " + name + ": there is no user \"" + owner + "\"");
    }
    return owner.isEmpty() ? caller.name() : owner;
  }

  private void requireNew(Hold.Wish wish, Optional<Image> image) {
    List<Hold> same = holds.onPackage(caller.project(), wish.packageName());
    if (same.stream().anyMatch(hold -> !hold.isExpired(holds.today()) && hold.saysAs(wish))) {
      throw new Conflict(
          "cannot hold "
              + wish.packageName()
              + image.map(one -> " in " + one.name()).orElse("")
              + ": it is held already",
          "Release that hold first",
          null);
    }
  }

  /** Releases the hold. */
  public void release(long id) {
    Hold hold = holds.hold(caller.project(), id);
    hold.release(caller.name(), clock.instant());
    audited.record("release hold", subject(hold), hold.packageName() + " " + hold.versions());
  }

  private String subject(Hold hold) {
    return switch (hold.scope()) {
      case HoldScope.OfImage one -> "image " + images.image(caller.project(), one.imageId()).name();
      case HoldScope.OfLabel label -> "label " + label;
      case HoldScope.OfLibrary all -> "library";
    };
  }
}
