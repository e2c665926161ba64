package org.whittle.portal.catalogue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.sources.BrokenPackage;
import org.whittle.application.sources.ReadSnapshots;
import org.whittle.application.sources.SnapshotPage;
import org.whittle.portal.frame.PagedModel;

/** One snapshot, and which of its packages cannot be installed. */
@Named
@ViewScoped
public class SnapshotView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadSnapshots snapshots;

  private long id;
  private String text = "";
  private @Nullable SnapshotPage page;
  private final PagedModel<BrokenPackage> broken =
      new PagedModel<>(
          wanted -> snapshots.broken(id, text, wanted),
          row -> row.name() + '_' + row.version() + '_' + row.architecture());

  /** Reads the snapshot. */
  public void load() {
    page = snapshots.snapshot(id);
  }

  /** The snapshot. */
  public @Nullable SnapshotPage getPage() {
    return page;
  }

  /** The packages that cannot be installed and fit. */
  public PagedModel<BrokenPackage> getBroken() {
    return broken;
  }

  /** The snapshot's number among all. */
  public long getId() {
    return id;
  }

  /** The snapshot's number among all. */
  public void setId(long id) {
    this.id = id;
  }

  /** A part of a package's name. */
  public String getText() {
    return text;
  }

  /** A part of a package's name. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }
}
