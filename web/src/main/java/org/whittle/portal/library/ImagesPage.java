package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.ImageQuery;
import org.whittle.application.library.ImageRow;
import org.whittle.application.library.ReadLibrary;
import org.whittle.library.ImageState;
import org.whittle.portal.frame.PagedModel;

/** The list of images; text and state are in its address. */
@Named
@ViewScoped
public class ImagesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadLibrary library;

  private String text = "";
  private @Nullable ImageState state;
  private final PagedModel<ImageRow> rows =
      new PagedModel<>(page -> library.images(query(), page), ImageRow::name);

  /** The rows that fit. */
  public PagedModel<ImageRow> getRows() {
    return rows;
  }

  /** States to choose from. */
  public List<ImageState> getStates() {
    return List.of(ImageState.values());
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
  public @Nullable ImageState getState() {
    return state;
  }

  /** The state that is looked for. */
  public void setState(@Nullable ImageState state) {
    this.state = state;
  }

  private ImageQuery query() {
    return new ImageQuery(text, Optional.ofNullable(state));
  }
}
