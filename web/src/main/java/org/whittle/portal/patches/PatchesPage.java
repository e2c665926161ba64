package org.whittle.portal.patches;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.patches.PatchQuery;
import org.whittle.application.patches.PatchRow;
import org.whittle.application.patches.ReadPatches;
import org.whittle.patches.PatchState;
import org.whittle.portal.frame.PagedModel;

/** The inbox of patches; filters are in the address. */
@Named
@ViewScoped
public class PatchesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPatches patches;

  private String text = "";
  private @Nullable PatchState state;
  private boolean affecting;
  private final PagedModel<PatchRow> rows =
      new PagedModel<>(
          page ->
              patches.patches(new PatchQuery(text, Optional.ofNullable(state), affecting), page),
          PatchRow::id);

  /** The rows that fit. */
  public PagedModel<PatchRow> getRows() {
    return rows;
  }

  /** States to choose from. */
  public List<PatchState> getStates() {
    return List.of(PatchState.values());
  }

  /** Whether anything is filtered. */
  public boolean isFiltered() {
    return !text.isEmpty() || state != null || affecting;
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
  public @Nullable PatchState getState() {
    return state;
  }

  /** The state that is looked for. */
  public void setState(@Nullable PatchState state) {
    this.state = state;
  }

  /** Whether only patches that affect an image are wanted. */
  public boolean isAffecting() {
    return affecting;
  }

  /** Whether only patches that affect an image are wanted. */
  public void setAffecting(boolean affecting) {
    this.affecting = affecting;
  }
}
