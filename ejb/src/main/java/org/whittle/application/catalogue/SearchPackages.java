package org.whittle.application.catalogue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.catalogue.PackageSearch;

/** Searches packages of all sources. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class SearchPackages {
  @Inject private PackageSearch search;
  @Inject private Caller caller;

  /** Package versions whose name or summary contains the text, best match first. */
  public Page<PackageRow> search(String text, PageRequest page) {
    List<PackageRow> rows =
        search
            .find(caller.project(), text, page.sort(), page.descending(), page.first(), page.size())
            .stream()
            .map(SearchPackages::row)
            .toList();
    return new Page<>(rows, search.count(caller.project(), text));
  }

  static PackageRow row(PackageSearch.Found found) {
    return new PackageRow(
        found.name(),
        found.version(),
        found.architecture(),
        found.section(),
        found.sourceName(),
        found.installedKib(),
        found.size(),
        found.summary(),
        found.suites());
  }
}
