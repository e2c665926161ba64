package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.database.Sql;

/** Which images contain a package. */
@ApplicationScoped
public class PackageUses {
  @Inject private Sql sql;

  /** An image whose newest version contains the package in this version. */
  public record Use(String image, int number, String version) {}

  /** The images of a project that contain a package, by name. */
  public List<Use> of(int projectId, String packageName) {
    return sql.list(
        "select i.name, v.number, p.version from image i"
            + " join image_version v on v.image_id = i.id and v.number = i.newest_version"
            + " join composition_line l on l.image_version_id = v.id"
            + " join package_version p on p.id = l.package_version_id"
            + " where i.project_id = ? and p.name = ? order by i.name limit 500",
        row -> new Use(row.text("name"), row.integer("number"), row.text("version")),
        projectId,
        packageName);
  }
}
