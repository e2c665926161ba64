package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.whittle.database.Sql;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.source.PackageRequest;

/** Where package archives are, or were when their source was last synced. */
@ApplicationScoped
public class Addresses {
  private static final int AT_ONCE = 500;

  @Inject private Sql sql;

  /** One address for each archive that a source has ever offered. */
  public List<PackageRequest> of(Collection<Digest> archives) {
    List<Digest> all = archives.stream().distinct().sorted().toList();
    List<PackageRequest> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      found.addAll(some(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
    }
    return List.copyOf(found);
  }

  private List<PackageRequest> some(List<Digest> archives) {
    return sql.list(
        "select p.name, p.version, p.architecture, p.filename, p.sha256, p.size, min(s.uri) uri"
            + " from package_version p"
            + " join package_validity o on o.package_version_id = p.id"
            + " join source s on s.id = o.source_id"
            + " where p.sha256 in ("
            + Sql.placeholders(archives)
            + ") group by p.id, p.name, p.version, p.architecture, p.filename, p.sha256, p.size",
        row ->
            new PackageRequest(
                URI.create(row.text("uri")),
                row.text("filename"),
                row.digest("sha256"),
                row.number("size"),
                PackageId.of(row.text("name"), row.text("version"), row.text("architecture"))),
        archives.toArray());
  }
}
