package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whittle.composition.oci.OciAttachment;
import org.whittle.database.Sql;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;

/**
 * Which blobs of the store the library needs.
 *
 * <p>Every digest that any row names counts, whatever it is the digest of: a table that is added
 * tomorrow is not forgotten. Only archives of packages are taken from compositions alone, since the
 * catalogue names all that any source ever offered.
 */
@ApplicationScoped
public class StoreRoots {
  @Inject private Sql sql;
  @Inject private Manifests manifests;
  @Inject private FileLists lists;

  /** A column that holds digests; the names are the schema's own. */
  private record Column(String table, String name) {
    boolean namesEveryOffer() {
      return table.equals("package_version");
    }
  }

  /** An image version and what it leads to. */
  record Version(long id, String image, int number, Digest tree) {}

  /** All blobs that are needed now. */
  public Set<Digest> needed() {
    Set<Digest> needed = new HashSet<>();
    for (Column column : columns()) {
      if (!column.namesEveryOffer()) {
        needed.addAll(
            sql.list(
                "select distinct "
                    + column.name()
                    + " digest from "
                    + column.table()
                    + " where "
                    + column.name()
                    + " is not null",
                row -> row.digest("digest")));
      }
    }
    needed.addAll(archives());
    needed.addAll(manifested());
    for (Version version : versions()) {
      needed.addAll(files(version));
    }
    needed.add(OciAttachment.CONFIG);
    return needed;
  }

  private List<Column> columns() {
    return sql.list(
        "select table_name, column_name from information_schema.columns"
            + " where table_schema = database() and data_type = 'binary'"
            + " and character_maximum_length = 32",
        row -> new Column(row.text("table_name"), row.text("column_name")));
  }

  /** The package archives of all compositions. */
  public List<Digest> archives() {
    return sql.list(
        "select distinct p.sha256 from composition_line l"
            + " join package_version p on p.id = l.package_version_id",
        row -> row.digest("sha256"));
  }

  private Set<Digest> manifested() {
    Set<Digest> found = new HashSet<>();
    sql.list(
            "select distinct oci_manifest from image_version where oci_manifest is not null",
            row -> row.digest("oci_manifest"))
        .forEach(manifest -> found.addAll(manifests.leadsTo(manifest)));
    return found;
  }

  private List<Version> versions() {
    return sql.list(
        "select v.id, i.name, v.number, v.tree_digest from image_version v"
            + " join image i on i.id = v.image_id order by i.name, v.number",
        row ->
            new Version(
                row.number("id"),
                row.text("name"),
                row.integer("number"),
                row.digest("tree_digest")));
  }

  private List<Digest> files(Version version) {
    return lists.read(version.tree()).stream()
        .flatMap(file -> file.file().content().stream())
        .toList();
  }

  /** The image versions that cannot be given out whole without the blobs, as name and number. */
  public List<String> touchedBy(Collection<Digest> damaged) {
    return touched(damaged).stream().map(v -> v.image() + " version " + v.number()).toList();
  }

  /** The same, as their rows say. */
  List<Version> touched(Collection<Digest> damaged) {
    Set<Digest> wanted = new HashSet<>(damaged);
    return versions().stream().filter(version -> isTouched(version, wanted)).toList();
  }

  private boolean isTouched(Version version, Set<Digest> damaged) {
    List<Digest> named =
        sql.list(
            "select v.tree_digest digest from image_version v join image i on i.id = v.image_id"
                + " where i.name = ? and v.number = ?"
                + " union select v.oci_manifest from image_version v"
                + " join image i on i.id = v.image_id where i.name = ? and v.number = ?"
                + " and v.oci_manifest is not null"
                + " union select d.digest from version_document d join image_version v"
                + " on v.id = d.image_version_id join image i on i.id = v.image_id"
                + " where i.name = ? and v.number = ?",
            row -> row.digest("digest"),
            version.image(),
            version.number(),
            version.image(),
            version.number(),
            version.image(),
            version.number());
    if (named.stream().anyMatch(damaged::contains)) {
      return true;
    }
    try {
      return files(version).stream().anyMatch(damaged::contains)
          || layers(version).stream().anyMatch(damaged::contains);
    } catch (NotFound | Corrupted e) {
      // What leads to its files is gone or damaged itself.
      return true;
    }
  }

  private Set<Digest> layers(Version version) {
    Set<Digest> layers = new HashSet<>();
    sql.list(
            "select v.oci_manifest from image_version v join image i on i.id = v.image_id"
                + " where i.name = ? and v.number = ? and v.oci_manifest is not null",
            row -> row.digest("oci_manifest"),
            version.image(),
            version.number())
        .forEach(manifest -> layers.addAll(manifests.leadsTo(manifest)));
    return layers;
  }
}
