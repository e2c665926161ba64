package org.whittle.portal.patches;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.NewHold;
import org.whittle.application.patches.AffectedImage;
import org.whittle.application.patches.PatchPage;
import org.whittle.application.patches.ReadPatches;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.PagedModel;
import org.whittle.portal.frame.Says;

/** One patch, what it touches, and holding an image back from it. */
@Named
@ViewScoped
public class PatchView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPatches patches;
  @EJB private ManageHolds holds;
  @Inject private Says says;
  @Inject private Overview overview;

  private long id;
  private @Nullable PatchPage page;
  private final PagedModel<AffectedImage> affected =
      new PagedModel<>(request -> patches.affected(id, request), AffectedImage::image);
  private String image = "";
  private String packageName = "";
  private String reason = "";
  private @Nullable LocalDate until;

  /** Reads the patch. */
  public void load() {
    page = patches.patch(id);
  }

  /** Begins to hold an image back: the form appears beside the list. */
  public void begin(AffectedImage row) {
    image = row.image();
    packageName = row.packages().split("[ ,]+", 2)[0];
    reason = "";
    until = null;
  }

  /** Puts the form away. */
  public void cancel() {
    image = "";
  }

  /** Holds the image. */
  public void hold() {
    holds.place(NewHold.ofImage(image, packageName, reason, Optional.ofNullable(until)));
    says.done("patch.hold.placed", image, packageName);
    overview.forget();
    cancel();
    load();
  }

  /** The patch. */
  public @Nullable PatchPage getPage() {
    return page;
  }

  /** The images that it touches. */
  public PagedModel<AffectedImage> getAffected() {
    return affected;
  }

  /** The image that is about to be held; empty if none is. */
  public String getImage() {
    return image;
  }

  /** The package to hold. */
  public String getPackageName() {
    return packageName;
  }

  /** The package to hold. */
  public void setPackageName(String packageName) {
    this.packageName = packageName.strip();
  }

  /** Why it is held. */
  public String getReason() {
    return reason;
  }

  /** Why it is held. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  /** The last day of the hold; absent for none. */
  public @Nullable LocalDate getUntil() {
    return until;
  }

  /** The last day of the hold; absent for none. */
  public void setUntil(@Nullable LocalDate until) {
    this.until = until;
  }

  /** The patch's id. */
  public long getId() {
    return id;
  }

  /** The patch's id. */
  public void setId(long id) {
    this.id = id;
  }
}
