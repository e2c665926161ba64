package org.whittle.application.catalogue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.PackageSearch;
import org.whittle.kernel.NotFound;
import org.whittle.library.PackageUses;

/** Reads one package. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPackage {
  @Inject private PackageSearch search;
  @Inject private PackageUses uses;
  @Inject private Caller caller;

  /** All versions of the package and its uses. */
  public PackagePage read(String name) {
    List<PackageRow> versions =
        search.versions(caller.project(), name).stream().map(SearchPackages::row).toList();
    if (versions.isEmpty()) {
      throw new NotFound(
          "cannot find package \"" + name + "\": no source offers it",
          "Search for a part of its name, or sync the source that has it",
          null);
    }
    List<PackagePage.Use> images =
        uses.of(caller.project(), name).stream()
            .map(use -> new PackagePage.Use(use.image(), use.number(), use.version()))
            .toList();
    return new PackagePage(name, versions, images);
  }
}
