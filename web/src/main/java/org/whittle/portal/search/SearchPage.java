package org.whittle.portal.search;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.catalogue.PackageRow;
import org.whittle.application.catalogue.SearchPackages;
import org.whittle.application.library.ImageQuery;
import org.whittle.application.library.ImageRow;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.patches.PatchQuery;
import org.whittle.application.patches.PatchRow;
import org.whittle.application.patches.ReadPatches;

/** One search over images, packages and patches. */
@Named
@ViewScoped
public class SearchPage implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final PageRequest FIRST = PageRequest.of(0, 8);

  @EJB private ReadLibrary library;
  @EJB private SearchPackages packages;
  @EJB private ReadPatches patches;

  private String text = "";
  private Page<ImageRow> images = new Page<>(List.of(), 0);
  private Page<PackageRow> found = new Page<>(List.of(), 0);
  private Page<PatchRow> patchRows = new Page<>(List.of(), 0);

  /** Searches everywhere. */
  public void load() {
    if (!text.isEmpty()) {
      images = library.images(new ImageQuery(text, Optional.empty()), FIRST);
      found = packages.search(text, FIRST);
      patchRows = patches.patches(new PatchQuery(text, Optional.empty(), false), FIRST);
    }
  }

  /** Whether nothing was found. */
  public boolean isNothing() {
    return images.total() + found.total() + patchRows.total() == 0;
  }

  /** The first images. */
  public Page<ImageRow> getImages() {
    return images;
  }

  /** The first packages. */
  public Page<PackageRow> getPackages() {
    return found;
  }

  /** The first patches. */
  public Page<PatchRow> getPatches() {
    return patchRows;
  }

  /** What is looked for. */
  public String getText() {
    return text;
  }

  /** What is looked for. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }
}
