package org.whittle.portal.library;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.BuildImage;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.library.VersionPage;
import org.whittle.kernel.NotFound;
import org.whittle.portal.frame.Says;

/** The image and version that all pages of an image are about. */
@Named
@ViewScoped
public class ImageHeader implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadLibrary library;
  @EJB private BuildImage building;
  @Inject private Says says;

  private String name = "";
  private int number;
  private @Nullable ImagePage image;
  private @Nullable VersionPage version;

  /** Reads the image, and the version that the address names, else the newest. */
  public void load() {
    if (name.isEmpty()) {
      throw new NotFound("cannot show an image: the address names none");
    }
    ImagePage read = library.image(name);
    image = read;
    if (number == 0) {
      number = read.row().newestVersion();
    }
    version = number == 0 ? null : library.version(name, number);
  }

  /** Starts a build. */
  public String build() {
    long job = building.start(name);
    says.done("image.build.started", name);
    return "/jobs/job?faces-redirect=true&id=" + job;
  }

  /** The image. */
  public @Nullable ImagePage getImage() {
    return image;
  }

  /** The version; absent while there is none. */
  public @Nullable VersionPage getVersion() {
    return version;
  }

  /** Whether an older version than the newest is shown. */
  public boolean isOld() {
    ImagePage known = image;
    return known != null && number != known.row().newestVersion();
  }

  /** What the facets add to their addresses so that the version stays chosen. */
  public String getQuery() {
    return "?name=" + name + (isOld() ? "&version=" + number : "");
  }

  /** The image's name. */
  public String getName() {
    return name;
  }

  /** The image's name. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  /** The version's number; 0: the newest. */
  public int getNumber() {
    return number;
  }

  /** The version's number; 0: the newest. */
  public void setNumber(int number) {
    this.number = number;
  }
}
