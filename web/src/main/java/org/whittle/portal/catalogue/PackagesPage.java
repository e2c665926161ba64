package org.whittle.portal.catalogue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.catalogue.PackageRow;
import org.whittle.application.catalogue.SearchPackages;
import org.whittle.portal.frame.PagedModel;

/** Search over all packages; the text is in the address. */
@Named
@ViewScoped
public class PackagesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private SearchPackages packages;

  private String text = "";
  private final PagedModel<PackageRow> rows =
      new PagedModel<>(
          page -> packages.search(text, page),
          row -> row.name() + '_' + row.version() + '_' + row.architecture());

  /** The rows that fit. */
  public PagedModel<PackageRow> getRows() {
    return rows;
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
