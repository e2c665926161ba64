package org.whittle.portal.catalogue;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.catalogue.PackagePage;
import org.whittle.application.catalogue.ReadPackage;

/** One package: its versions and the images that contain it. */
@Named
@ViewScoped
public class PackageView implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPackage packages;

  private String name = "";
  private @Nullable PackagePage page;

  /** Reads the package. */
  public void load() {
    page = packages.read(name);
  }

  /** The package. */
  public @Nullable PackagePage getPage() {
    return page;
  }

  /** Its name. */
  public String getName() {
    return name;
  }

  /** Its name. */
  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }
}
