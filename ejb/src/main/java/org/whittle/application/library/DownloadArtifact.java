package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.build.Documents;
import org.whittle.composition.oci.OciArchive;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.oci.OciImageReader;
import org.whittle.composition.rootfs.RootFsTar;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.library.FileLists;
import org.whittle.library.Images;
import org.whittle.library.VersionDocuments;
import org.whittle.library.Versions;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** Opens an artifact of an image version. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class DownloadArtifact {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private VersionDocuments documents;
  @Inject private FileLists lists;
  @Inject private BlobStore blobs;
  @Inject private Caller caller;

  /**
   * The artifact: {@code oci} (OCI image layout archive), {@code tar} (root file system), a
   * document about the version, {@code cyclonedx}, {@code spdx} or {@code provenance}, or what
   * boots: {@code raw}, {@code qcow2}, {@code vmdk}, {@code kernel} and {@code initrd}.
   */
  public Artifact open(String image, int number, String kind) {
    Versions.ImageVersion version = versions.version(images.image(caller.project(), image), number);
    return switch (kind) {
      case "oci" -> oci(image, version);
      case "tar" -> tar(image, version);
      case "cyclonedx", "spdx", "provenance" -> document(image, version, kind);
      case "raw", "qcow2", "vmdk", "kernel", "initrd" -> machine(image, version, kind);
      default ->
          throw new InvalidInput(
              "cannot download \""
                  + kind
                  + "\": there are oci, tar, raw, qcow2, vmdk, kernel, initrd, cyclonedx, spdx and"
                  + " provenance of an image version");
    };
  }

  private Artifact oci(String image, Versions.ImageVersion version) {
    Digest manifest = version.ociManifest().orElseThrow(() -> absent(image, version, "oci"));
    OciImage oci = OciImageReader.read(blobs, manifest);
    String tag = image + ":" + version.number();
    return new Artifact(
        image + "-" + version.number() + ".oci.tar",
        "application/x-tar",
        manifest.hex(),
        OptionalLong.of(OciArchive.length(oci, blobs, tag)),
        out -> OciArchive.write(oci, blobs, tag, out));
  }

  private Artifact tar(String image, Versions.ImageVersion version) {
    Digest digest = version.tar().orElseThrow(() -> absent(image, version, "tar"));
    List<SelectedFile> files =
        lists.read(version.tree()).stream()
            .map(file -> new SelectedFile(file.file(), file.reason()))
            .toList();
    ThinTree tree = ThinTree.ofFiles(files);
    return new Artifact(
        image + "-" + version.number() + ".tar",
        "application/x-tar",
        digest.hex(),
        OptionalLong.of(version.tarBytes()),
        out -> RootFsTar.write(tree, blobs, version.datedAt(), out));
  }

  private Artifact document(String image, Versions.ImageVersion version, String word) {
    return find(version, word)
        .map(document -> file(image, version, document))
        .orElseThrow(
            () ->
                new NotFound(
                    "cannot download "
                        + word
                        + " of "
                        + image
                        + " version "
                        + version.number()
                        + ": it was built before there were such documents",
                    "Build the image again",
                    null));
  }

  private Artifact machine(String image, Versions.ImageVersion version, String word) {
    String format = word.equals("kernel") || word.equals("initrd") ? "direct" : word;
    return find(version, word)
        .map(document -> file(image, version, document))
        .orElseThrow(() -> absent(image, version, format));
  }

  private Optional<Documents.Document> find(Versions.ImageVersion version, String word) {
    Documents.Kind kind = Documents.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    return documents.of(version.id()).stream().filter(one -> one.kind() == kind).findFirst();
  }

  private Artifact file(String image, Versions.ImageVersion version, Documents.Document document) {
    return new Artifact(
        image + "-" + version.number() + document.kind().suffix(),
        document.kind().mediaType(),
        document.digest().hex(),
        OptionalLong.of(document.size()),
        out -> {
          try (InputStream content = blobs.open(document.digest())) {
            content.transferTo(out);
          }
        });
  }

  private static NotFound absent(String image, Versions.ImageVersion version, String kind) {
    return new NotFound(
        "cannot download "
            + kind
            + " of "
            + image
            + " version "
            + version.number()
            + ": its blueprint did not ask for it",
        "Add " + kind + " to the formats of the blueprint and build again",
        null);
  }
}
