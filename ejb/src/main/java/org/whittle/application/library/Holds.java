package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;
import org.whittle.patches.Hold;

/** Keeps an image on a version of a package, and lets it go. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class Holds {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private org.whittle.patches.Holds holds;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** Holds the image on the version of the package that its newest version has; gives the id. */
  public long place(String image, String packageName, String reason, Optional<LocalDate> until) {
    Image found = images.image(caller.project(), image);
    String version = versionInUse(found, packageName);
    boolean held =
        holds.inForce(found.id()).stream().anyMatch(h -> h.packageName().equals(packageName));
    if (held) {
      throw new Conflict(
          "cannot hold " + packageName + " in " + image + ": it is held already",
          "Release that hold first",
          null);
    }
    Hold hold =
        new Hold(
            caller.project(),
            found.id(),
            packageName,
            version,
            reason,
            caller.name(),
            clock.instant(),
            until,
            holds.today());
    holds.add(hold);
    audited.record(
        "place hold",
        "image " + image,
        packageName
            + " stays at "
            + version
            + until.map(u -> " until " + u).orElse("")
            + ": "
            + hold.reason());
    return hold.id();
  }

  private String versionInUse(Image image, String packageName) {
    return versions
        .newest(image)
        .flatMap(
            version ->
                versions.composition(version.id()).stream()
                    .filter(line -> line.name().equals(packageName))
                    .findFirst())
        .map(Versions.Line::version)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cannot hold "
                        + packageName
                        + ": the newest version of "
                        + image.name()
                        + " does not contain it",
                    "Choose a package of its composition",
                    null));
  }

  /** Releases the hold. */
  public void release(long id) {
    Hold hold = holds.hold(caller.project(), id);
    hold.release(caller.name(), clock.instant());
    Image image = images.image(caller.project(), hold.imageId());
    audited.record("release hold", "image " + image.name(), hold.packageName());
  }
}
