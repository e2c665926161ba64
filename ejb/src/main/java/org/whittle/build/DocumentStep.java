package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.whittle.composition.oci.OciAttachment;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.sbom.CycloneDxWriter;
import org.whittle.composition.sbom.FileHashes;
import org.whittle.composition.sbom.Materials;
import org.whittle.composition.sbom.Provenance;
import org.whittle.composition.sbom.SpdxWriter;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.source.PackageRequest;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/** Writes what an image is made of, in the words of others. */
record DocumentStep(Workshop shop, BuildRequest request) {
  /** Under which the last whole document of a kind is remembered, by packages asked for. */
  private static final String LIKE = "document-like-1";

  private static final List<FilePath> OS_RELEASE =
      List.of(new FilePath("/usr/lib/os-release"), new FilePath("/etc/os-release"));

  /** What the composition was made of. */
  Materials materials(Composition composition, List<PackageContents> contents, ThinTree tree) {
    Map<PackageId, PackageContents> unpacked = new HashMap<>();
    contents.forEach(c -> unpacked.put(c.id(), c));
    Map<PackageId, List<SelectedFile>> files = new HashMap<>();
    for (Selection selection : tree.selections()) {
      files.put(selection.id(), selection.files());
    }
    List<Materials.Material> packages = new ArrayList<>();
    for (Composition.Line line : composition.lines()) {
      packages.add(
          material(
              line,
              Objects.requireNonNull(unpacked.get(line.id())),
              files.getOrDefault(line.id(), List.of())));
    }
    return new Materials(
        request.blueprint().name(),
        request.inputDigest(),
        request.blueprintDigest(),
        request.rules().digest(),
        request.baseline().digest(),
        request.blueprint().architecture(),
        request.baseline().date(),
        distribution(tree),
        packages,
        tree.generated());
  }

  private Materials.Material material(
      Composition.Line line, PackageContents contents, List<SelectedFile> files) {
    Optional<Stanza> control = ControlFields.of(contents);
    PackageRequest archive = request.baseline().locate(line.id()).orElseThrow();
    return new Materials.Material(
        line.id(),
        control.map(c -> ControlFields.source(c, contents)).orElse(line.id().name().value()),
        control
            .map(c -> ControlFields.sourceVersion(c, contents))
            .orElse(line.id().version().value()),
        control.map(c -> c.get("Maintainer", "")).orElse(""),
        control.map(c -> c.get("Homepage", "")).orElse(""),
        line.archive(),
        archive.uri(),
        line.because().map(because -> because.by()),
        files);
  }

  /** As the image itself says it; where it does not, the kind of its packages is all there is. */
  private Materials.Distribution distribution(ThinTree tree) {
    Map<FilePath, FileEntry> found = new TreeMap<>();
    tree.files()
        .map(SelectedFile::file)
        .filter(file -> OS_RELEASE.contains(file.path()) && file.content().isPresent())
        .forEach(file -> found.putIfAbsent(file.path(), file));
    String text =
        OS_RELEASE.stream()
            .filter(found::containsKey)
            .findFirst()
            .map(path -> text(Objects.requireNonNull(found.get(path)).content().orElseThrow()))
            .orElse("");
    return new Materials.Distribution(
        field(text, "ID").orElse("debian"), field(text, "VERSION_ID").orElse(""));
  }

  private String text(Digest content) {
    try (InputStream in = shop.store().open(content)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read os-release: " + e.getMessage(), e);
    }
  }

  private static Optional<String> field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).replaceAll("[\"']", "").strip())
        .findFirst();
  }

  /** The texts that follow from the materials alone. */
  Map<Documents.Kind, byte[]> bills(Materials materials) {
    FileHashes hashes = new FileHashes(shop.store(), shop.derived());
    return Map.of(
        Documents.Kind.CYCLONEDX, CycloneDxWriter.write(materials),
        Documents.Kind.SPDX, SpdxWriter.write(materials, hashes));
  }

  /**
   * The documents, in the store, beside files of the image that are there already.
   *
   * @param files what boots
   */
  Documents write(
      Materials materials,
      Map<Documents.Kind, byte[]> bills,
      ComposeStep.Artifacts artifacts,
      List<Documents.Document> files) {
    SortedMap<String, Digest> subjects = new TreeMap<>();
    artifacts.oci().ifPresent(oci -> subjects.put(materials.image(), oci.manifest()));
    artifacts.tar().ifPresent(tar -> subjects.put(materials.image() + ".tar", tar.digest()));
    files.forEach(f -> subjects.put(materials.image() + f.kind().suffix(), f.digest()));
    return new Documents(
            List.of(
                store(Documents.Kind.CYCLONEDX, bills, artifacts.oci()),
                store(Documents.Kind.SPDX, bills, artifacts.oci()),
                store(
                    Documents.Kind.PROVENANCE,
                    Provenance.write(materials, subjects),
                    artifacts.oci())))
        .and(files);
  }

  private Documents.Document store(
      Documents.Kind kind, Map<Documents.Kind, byte[]> bills, Optional<OciImage> image) {
    return store(kind, Objects.requireNonNull(bills.get(kind)), image);
  }

  private Documents.Document store(Documents.Kind kind, byte[] bytes, Optional<OciImage> image) {
    BlobStore.Stored stored = put(kind, bytes);
    String title = request.blueprint().name() + kind.suffix();
    Optional<Digest> manifest =
        image.map(
            oci ->
                OciAttachment.write(
                        oci, kind.mediaType(), title, stored.digest(), stored.size(), shop.store())
                    .digest());
    return new Documents.Document(kind, stored.digest(), stored.size(), manifest);
  }

  /** Documents of images of the same packages have nearly all in common. */
  private BlobStore.Stored put(Documents.Kind kind, byte[] bytes) {
    BlobStore store = shop.store();
    Digest alike = Digest.of(kind + " " + request.blueprint().packages());
    Optional<Digest> like = shop.derived().find(LIKE, alike).map(Digest::fromBytes);
    BlobStore.Stored stored =
        like.isPresent() ? store.putPacked(bytes, like.get()) : store.putPacked(bytes);
    Digest whole = store.base(stored.digest()).orElse(stored.digest());
    if (!like.equals(Optional.of(whole))) {
      shop.derived().keep(LIKE, alike, whole.bytes());
    }
    return stored;
  }
}
