package org.whittle.portal.catalogue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.sources.ReadSources;
import org.whittle.application.sources.SnapshotView;
import org.whittle.application.sources.SourceView;

/** One source and its snapshots. */
@Named
@ViewScoped
public class SourcePage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadSources sources;

  private long id;
  private @Nullable SourceView source;
  private List<SnapshotView> snapshots = List.of();

  /** Reads the source. */
  public void load() {
    source = sources.source(id);
    snapshots = sources.snapshots(id);
  }

  /** The source. */
  public @Nullable SourceView getSource() {
    return source;
  }

  /** Its snapshots, newest first. */
  public List<SnapshotView> getSnapshots() {
    return snapshots;
  }

  /** The source's id. */
  public long getId() {
    return id;
  }

  /** The source's id. */
  public void setId(long id) {
    this.id = id;
  }
}
