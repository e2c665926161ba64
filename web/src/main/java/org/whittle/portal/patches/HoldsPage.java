package org.whittle.portal.patches;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.holds.HoldQuery;
import org.whittle.application.holds.HoldReach;
import org.whittle.application.holds.HoldView;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.NewHold;
import org.whittle.application.holds.ReadHolds;
import org.whittle.patches.HoldState;
import org.whittle.portal.frame.Overview;
import org.whittle.portal.frame.PagedModel;
import org.whittle.portal.frame.Says;

/** The holds of the library; filters are in the address. */
@Named
@ViewScoped
public class HoldsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadHolds read;
  @EJB private ManageHolds manage;
  @Inject private Says says;
  @Inject private Overview overview;

  private String text = "";
  private @Nullable HoldState state;
  private final PagedModel<HoldView> rows =
      new PagedModel<>(
          page -> read.holds(new HoldQuery(text, Optional.ofNullable(state)), page), HoldView::id);
  private HoldReach reach = HoldReach.LABEL;
  private String subject = "";
  private String packageName = "";
  private String versions = "";
  private String reason = "";
  private String owner = "";
  private @Nullable LocalDate until;

  /** Places the hold that was typed. */
  public void place() {
    manage.place(
        new NewHold(
            Optional.of(subject).filter(s -> reach == HoldReach.IMAGE),
            Optional.of(subject).filter(s -> reach == HoldReach.LABEL),
            reach == HoldReach.LIBRARY,
            packageName,
            Optional.of(versions).filter(v -> !v.isEmpty()),
            reason,
            Optional.of(owner).filter(o -> !o.isEmpty()),
            Optional.ofNullable(until)));
    says.done("holds.placed", packageName);
    overview.forget();
    packageName = "";
    versions = "";
    reason = "";
  }

  /** Releases a hold. */
  public void release(long id) {
    manage.release(id);
    overview.forget();
    says.done("image.hold.released");
  }

  /** The rows that fit. */
  public PagedModel<HoldView> getRows() {
    return rows;
  }

  /** States to choose from. */
  public List<HoldState> getStates() {
    return List.of(HoldState.values());
  }

  /** For which images there are holds. */
  public List<HoldReach> getReaches() {
    return List.of(HoldReach.values());
  }

  /** Whether anything is filtered. */
  public boolean isFiltered() {
    return !text.isEmpty() || state != null;
  }

  /** What is looked for. */
  public String getText() {
    return text;
  }

  /** What is looked for. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }

  /** The state that is looked for. */
  public @Nullable HoldState getState() {
    return state;
  }

  /** The state that is looked for. */
  public void setState(@Nullable HoldState state) {
    this.state = state;
  }

  /** For which images the new hold is. */
  public HoldReach getReach() {
    return reach;
  }

  /** For which images the new hold is. */
  public void setReach(HoldReach reach) {
    this.reach = reach;
  }

  /** The image or the label. */
  public String getSubject() {
    return subject;
  }

  /** The image or the label. */
  public void setSubject(String subject) {
    this.subject = subject.strip();
  }

  /** The package to hold. */
  public String getPackageName() {
    return packageName;
  }

  /** The package to hold. */
  public void setPackageName(String packageName) {
    this.packageName = packageName.strip();
  }

  /** The versions that may be installed. */
  public String getVersions() {
    return versions;
  }

  /** The versions that may be installed. */
  public void setVersions(String versions) {
    this.versions = versions.strip();
  }

  /** Why it is held. */
  public String getReason() {
    return reason;
  }

  /** Why it is held. */
  public void setReason(String reason) {
    this.reason = reason;
  }

  /** Who answers for it; empty: the caller. */
  public String getOwner() {
    return owner;
  }

  /** Who answers for it; empty: the caller. */
  public void setOwner(String owner) {
    this.owner = owner.strip();
  }

  /** The last day of the hold; absent for none. */
  public @Nullable LocalDate getUntil() {
    return until;
  }

  /** The last day of the hold; absent for none. */
  public void setUntil(@Nullable LocalDate until) {
    this.until = until;
  }
}
