package org.whittle.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.composition.oci.OciAttachment;
import org.whittle.database.Sql;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/** The manifests of an image's versions, and what each leads to. */
@ApplicationScoped
public class Manifests {
  private static final int KEPT = 2000;

  @Inject private Sql sql;
  @Inject private BlobStore blobs;
  @Inject private VersionDocuments documents;

  private final Map<Digest, Set<Digest>> contents = recent();

  /** A version that is an OCI image. */
  public record Published(int number, Digest manifest) {}

  /** The versions of an image that are OCI images, newest first. */
  public List<Published> of(long imageId) {
    return sql.list(
        "select number, oci_manifest from image_version where image_id = ?"
            + " and not candidate and oci_manifest is not null order by number desc",
        row -> new Published(row.integer("number"), row.digest("oci_manifest")),
        imageId);
  }

  /** The manifest of the version that a channel points to. */
  public Optional<Digest> ofChannel(long imageId, String channel) {
    return sql.first(
        "select v.oci_manifest from channel c join image_version v on v.id = c.image_version_id"
            + " where c.image_id = ? and c.name = ? and v.oci_manifest is not null",
        row -> row.digest("oci_manifest"),
        imageId,
        channel);
  }

  /** The channels of an image that point to an OCI image, by name. */
  public List<String> channels(long imageId) {
    return sql.list(
        "select c.name from channel c join image_version v on v.id = c.image_version_id"
            + " where c.image_id = ? and v.oci_manifest is not null order by c.name",
        row -> row.text("name"),
        imageId);
  }

  /** Whether a version of the image, or a document about one, has the configuration or layer. */
  public boolean contains(long imageId, Digest blob) {
    return of(imageId).stream().anyMatch(version -> leadsTo(version.manifest()).contains(blob))
        || documents.contains(imageId, blob)
        || blob.equals(OciAttachment.CONFIG);
  }

  /** The configuration and layers of a manifest, which never change and are read once. */
  Set<Digest> leadsTo(Digest manifest) {
    synchronized (contents) {
      Set<Digest> known = contents.get(manifest);
      if (known != null) {
        return known;
      }
    }
    Set<Digest> read = read(manifest);
    synchronized (contents) {
      contents.put(manifest, read);
    }
    return read;
  }

  private Set<Digest> read(Digest manifest) {
    try (InputStream content = blobs.open(manifest)) {
      JsonNode json = new ObjectMapper().readTree(content);
      Set<Digest> digests = new HashSet<>();
      digests.add(Digest.parse(json.path("config").path("digest").asText()));
      json.path("layers")
          .forEach(layer -> digests.add(Digest.parse(layer.path("digest").asText())));
      return Set.copyOf(digests);
    } catch (IOException e) {
      throw new Corrupted("cannot read manifest " + manifest + ": " + e.getMessage(), e);
    }
  }

  private static Map<Digest, Set<Digest>> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Digest, Set<Digest>> eldest) {
        return size() > KEPT;
      }
    };
  }
}
