package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.build.Documents;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/** Bills of materials and provenance of versions. */
@ApplicationScoped
public class VersionDocuments {
  private static final String SELECT =
      "select d.kind, d.digest, d.bytes, d.manifest from version_document d"
          + " join image_version v on v.id = d.image_version_id ";

  @Inject private Sql sql;

  /** Keeps the documents of a new version. */
  void keep(long versionId, Documents documents) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Documents.Document document : documents.all()) {
      rows.add(
          new @Nullable Object[] {
            versionId, document.kind(), document.digest(), document.size(), document.manifest()
          });
    }
    sql.batch(
        "insert into version_document (image_version_id, kind, digest, bytes, manifest)"
            + " values (?, ?, ?, ?, ?)",
        rows);
  }

  /**
   * The documents of a version, by kind; none of a version that was built before there were any.
   */
  public List<Documents.Document> of(long versionId) {
    return list("where d.image_version_id = ? order by d.kind", versionId);
  }

  /** The documents that refer to a manifest of an image, each once. */
  public List<Documents.Document> referrers(long imageId, Digest subject) {
    return list(
        "where v.image_id = ? and v.oci_manifest = ? and d.manifest is not null"
            + " group by d.kind, d.digest, d.bytes, d.manifest order by d.kind, d.manifest",
        imageId,
        subject);
  }

  /** The document of an image that a manifest is of. */
  public Optional<Documents.Document> byManifest(long imageId, Digest manifest) {
    return list("where v.image_id = ? and d.manifest = ? limit 1", imageId, manifest).stream()
        .findFirst();
  }

  /** Whether a document of an image has the digest. */
  public boolean contains(long imageId, Digest document) {
    return !list("where v.image_id = ? and d.digest = ? limit 1", imageId, document).isEmpty();
  }

  private List<Documents.Document> list(String condition, @Nullable Object... parameters) {
    return sql.list(
        SELECT + condition,
        row ->
            new Documents.Document(
                row.word("kind", Documents.Kind.class),
                row.digest("digest"),
                row.number("bytes"),
                row.optionalDigest("manifest")),
        parameters);
  }
}
