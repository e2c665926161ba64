package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.FileRow;
import org.whittle.application.library.ReadFiles;
import org.whittle.application.library.WhyFile;
import org.whittle.kernel.InvalidInput;
import org.whittle.portal.frame.PagedModel;
import org.whittle.portal.frame.Says;

/** The files of an image version, and why one is there or not. */
@Named
@ViewScoped
public class FilesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private ImageHeader header;
  @EJB private ReadFiles files;

  private String text = "";
  private String path = "";
  private @Nullable WhyFile why;
  private final PagedModel<FileRow> rows =
      new PagedModel<>(
          page -> files.files(header.getName(), header.getNumber(), text, page), FileRow::path);

  /** Asks why the path of the address is there or not. */
  public void ask() {
    why = null;
    if (path.isEmpty() || header.getVersion() == null) {
      return;
    }
    try {
      why = files.why(header.getName(), header.getNumber(), path);
    } catch (InvalidInput wrong) {
      // A mistyped path is answered beside the list, which stays.
      Says.failed(wrong);
    }
  }

  /** The rows that fit. */
  public PagedModel<FileRow> getRows() {
    return rows;
  }

  /** The answer; absent if nothing was asked. */
  public @Nullable WhyFile getWhy() {
    return why;
  }

  /** What is looked for. */
  public String getText() {
    return text;
  }

  /** What is looked for. */
  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }

  /** The path in question. */
  public String getPath() {
    return path;
  }

  /** The path in question. */
  public void setPath(@Nullable String path) {
    this.path = path == null ? "" : path.strip();
  }
}
