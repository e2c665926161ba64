package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.StoreRepair;
import org.whittle.database.Sql;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.store.BlobStore;
import org.whittle.thinning.Selection;

/** Blobs of the store that are damaged or gone, and what they could be made of again. */
@ApplicationScoped
public class Damage {
  @Inject private Sql sql;
  @Inject private StoreRoots roots;
  @Inject private BlobStore blobs;
  @Inject private Clock clock;

  /** What was known to be damaged and has not come back: a check of what is there misses it. */
  public Set<Digest> gone() {
    Set<Digest> gone =
        new TreeSet<>(sql.list("select digest from damaged_blob", row -> row.digest("digest")));
    gone.removeIf(blobs::contains);
    return gone;
  }

  /** The image versions that the blobs touch, as far as their file lists can be read. */
  public List<StoreRepair.Image> images(Collection<Digest> damaged) {
    List<StoreRepair.Image> images = new ArrayList<>();
    for (StoreRoots.Version version : roots.touched(damaged)) {
      image(version).ifPresent(images::add);
    }
    return List.copyOf(images);
  }

  private Optional<StoreRepair.Image> image(StoreRoots.Version version) {
    byte[] list;
    try (InputStream content = blobs.open(version.tree())) {
      list = content.readAllBytes();
    } catch (IOException | Failure e) {
      // The list is what is damaged: nothing says what the image holds.
      return Optional.empty();
    }
    return sql.first(
            "select b.yaml, v.dated_at from image_version v"
                + " join blueprint b on b.id = v.blueprint_id where v.id = ?",
            row -> Map.entry(row.text("yaml"), row.instant("dated_at")),
            version.id())
        .flatMap(
            found ->
                BlueprintParser.parse(found.getKey()) instanceof Parsed parsed
                    ? Optional.of(
                        new StoreRepair.Image(
                            FileList.tree(list, packages(version.id())),
                            parsed.blueprint(),
                            found.getValue()))
                    : Optional.empty());
  }

  private Map<String, Selection> packages(long versionId) {
    Map<String, Selection> packages = new HashMap<>();
    sql.list(
            "select p.name, p.version, p.architecture, p.sha256 from composition_line l"
                + " join package_version p on p.id = l.package_version_id"
                + " where l.image_version_id = ?",
            row ->
                new Selection(
                    PackageId.of(row.text("name"), row.text("version"), row.text("architecture")),
                    row.digest("sha256"),
                    List.of()),
            versionId)
        .forEach(selection -> packages.put(selection.id().name().value(), selection));
    return packages;
  }

  /** Keeps what is damaged now, and which image versions that touches, in place of what was. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void record(Set<Digest> damaged) {
    sql.update("delete from damaged_blob");
    sql.update("delete from damaged_version");
    for (Digest digest : new TreeSet<>(damaged)) {
      sql.update(
          "insert into damaged_blob (digest, found_at) values (?, ?)", digest, clock.instant());
    }
    if (!damaged.isEmpty()) {
      for (StoreRoots.Version version : roots.touched(damaged)) {
        sql.update("insert into damaged_version (image_version_id) values (?)", version.id());
      }
    }
  }
}
