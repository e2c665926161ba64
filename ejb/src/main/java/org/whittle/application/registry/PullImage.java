package org.whittle.application.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.build.Documents;
import org.whittle.composition.oci.MediaTypes;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Manifests;
import org.whittle.library.VersionDocuments;
import org.whittle.store.BlobStore;

/**
 * Lets machines pull images: a repository for each image, a tag for each version and channel.
 *
 * <p>The tag {@code latest} is the version that the channel {@code dev} points to: the newest that
 * passed its tests. A blob is given only through a repository one of whose versions has it.
 */
@Stateless
@RolesAllowed({Roles.VIEWER, Roles.PULLER})
public class PullImage {
  private static final String LATEST = "latest";
  private static final String FOLLOWED = org.whittle.library.Channels.DEV;

  @Inject private Images images;
  @Inject private Manifests manifests;
  @Inject private VersionDocuments documents;
  @Inject private BlobStore blobs;
  @Inject private Caller caller;

  /**
   * The manifest with the tag or digest; empty if the repository has none.
   *
   * @throws NotFound if there is no such repository
   */
  public Optional<Pulled> manifest(String repository, String reference) {
    Image image = images.image(caller.project(), repository);
    return find(image, reference).map(digest -> pulled(MediaTypes.MANIFEST, digest));
  }

  private Optional<Digest> find(Image image, String reference) {
    Stream<Manifests.Published> published = manifests.of(image.id()).stream();
    if (reference.startsWith("sha256:")) {
      Digest wanted = Digest.parse(reference);
      return published
          .map(Manifests.Published::manifest)
          .filter(wanted::equals)
          .findFirst()
          .or(() -> documents.byManifest(image.id(), wanted).flatMap(Documents.Document::manifest));
    }
    if (reference.matches("[1-9][0-9]{0,8}")) {
      int number = Integer.parseInt(reference);
      return published
          .filter(version -> version.number() == number)
          .map(Manifests.Published::manifest)
          .findFirst();
    }
    return manifests.ofChannel(image.id(), reference.equals(LATEST) ? FOLLOWED : reference);
  }

  /**
   * The configuration or layer with the digest; empty if the repository has none.
   *
   * @throws NotFound if there is no such repository
   */
  public Optional<Pulled> blob(String repository, Digest digest) {
    Image image = images.image(caller.project(), repository);
    return manifests.contains(image.id(), digest) && blobs.contains(digest)
        ? Optional.of(pulled("application/octet-stream", digest))
        : Optional.empty();
  }

  /**
   * Tags in the order of their bytes.
   *
   * @param after only tags behind this one; empty: from the first on
   * @param limit at most so many
   * @throws NotFound if there is no such repository
   */
  public Tags tags(String repository, String after, int limit) {
    Image image = images.image(caller.project(), repository);
    List<String> channels = manifests.channels(image.id());
    List<String> all =
        Stream.of(
                manifests.of(image.id()).stream().map(v -> Integer.toString(v.number())),
                channels.stream(),
                Stream.of(LATEST).filter(latest -> channels.contains(FOLLOWED)))
            .flatMap(tags -> tags)
            .sorted()
            .filter(tag -> tag.compareTo(after) > 0)
            .toList();
    return new Tags(all.subList(0, Math.min(limit, all.size())), all.size() > limit);
  }

  /**
   * The documents that refer to a manifest; none if nothing does, or nobody knows the manifest.
   *
   * @throws NotFound if there is no such repository
   */
  public List<Referrer> referrers(String repository, Digest subject) {
    Image image = images.image(caller.project(), repository);
    return documents.referrers(image.id(), subject).stream()
        .map(
            document -> {
              Digest manifest = document.manifest().orElseThrow();
              return new Referrer(
                  MediaTypes.MANIFEST, manifest, blobs.size(manifest), document.kind().mediaType());
            })
        .toList();
  }

  private Pulled pulled(String mediaType, Digest digest) {
    BlobStore store = blobs;
    return new Pulled(mediaType, digest, store.size(digest), offset -> open(store, digest, offset));
  }

  /** From the start, the store verifies what it gives; a part is read where it is. */
  private static InputStream open(BlobStore store, Digest digest, long offset) throws IOException {
    Optional<Path> file = store.file(digest);
    if (offset > 0 && file.isPresent()) {
      FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.READ);
      return Channels.newInputStream(channel.position(offset));
    }
    InputStream content = store.open(digest);
    content.skipNBytes(offset);
    return content;
  }
}
