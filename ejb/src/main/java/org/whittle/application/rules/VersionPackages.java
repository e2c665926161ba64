package org.whittle.application.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whittle.application.Caller;
import org.whittle.application.library.BuildInputs;
import org.whittle.application.rules.RulePreview.ImageChange;
import org.whittle.application.rules.RulePreview.Outcome;
import org.whittle.build.BuildRequest;
import org.whittle.build.ImageBuilder;
import org.whittle.build.Preview;
import org.whittle.build.Rethinning;
import org.whittle.build.UnpackedContents;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.NotFound;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.RuleVersions;
import org.whittle.library.Versions;
import org.whittle.rules.RuleSet;
import org.whittle.source.PackageRequest;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;

/** Thins the packages of an image's newest version again, with the rules of now and with others. */
@ApplicationScoped
class VersionPackages {
  private static final int EXAMPLES = 20;

  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private RuleVersions rules;
  @Inject private VersionFiles built;
  @Inject private BuildInputs inputs;
  @Inject private BlobStore blobs;
  @Inject private DerivedData derived;
  @Inject private Caller caller;

  /**
   * What other rules would do to the image.
   *
   * @throws org.whittle.kernel.Failure with the reason why it cannot be said
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public ImageChange compare(String name, RuleSet after) {
    Image image = images.image(caller.project(), name);
    Versions.ImageVersion version = versions.newest(image).orElseThrow();
    BuildRequest request = inputs.of(image.id()).request();
    if (request.blueprint().rules().isPresent()) {
      int pinned = request.blueprint().rules().getAsInt();
      return change(version, name, Outcome.PINNED, "version " + pinned + " is pinned", none());
    }
    Rethinning thinning = new Rethinning(blobs, derived);
    Rethinning.Packages packages = packages(version, request);
    Map<FilePath, FileEntry> now = thinning.files(request.blueprint(), packages, request.rules());
    boolean comparable =
        rules.of(version.id()).filter(request.rules().digest()::equals).isPresent()
            && version.blueprintRevision() == image.blueprintRevision();
    if (comparable && !built.matches(version, now.keySet())) {
      return PreviewRules.unknown(
          name, version.number(), "its packages have changed since it was built");
    }
    Rethinning.Change change =
        Rethinning.between(now, thinning.files(request.blueprint(), packages, after));
    return change(version, name, change.isNone() ? Outcome.SAME : Outcome.ALTERED, "", change);
  }

  private static Rethinning.Change none() {
    return new Rethinning.Change(List.of(), List.of(), List.of(), 0);
  }

  private static ImageChange change(
      Versions.ImageVersion version,
      String image,
      Outcome outcome,
      String reason,
      Rethinning.Change change) {
    List<String> examples =
        Stream.of(
                change.added().stream().map(path -> "+" + path),
                change.removed().stream().map(path -> "-" + path),
                change.changed().stream().map(path -> "~" + path))
            .flatMap(paths -> paths)
            .limit(EXAMPLES)
            .toList();
    return new ImageChange(
        image,
        version.number(),
        outcome,
        reason,
        change.added().size(),
        change.removed().size(),
        change.changed().size(),
        change.bytes(),
        examples);
  }

  /** The packages that the version has, and of the reserve also those of which it keeps nothing. */
  private Rethinning.Packages packages(Versions.ImageVersion version, BuildRequest request) {
    Map<String, Digest> archives = new HashMap<>();
    versions.composition(version.id()).forEach(line -> archives.put(line.name(), line.archive()));
    Set<String> closure = closure(request);
    List<PackageContents> reserve = new ArrayList<>();
    for (PackageId id : ImageBuilder.drawsFrom(request)) {
      String name = id.name().value();
      if (!closure.contains(name)) {
        Digest archive =
            Optional.ofNullable(archives.remove(name))
                .or(() -> request.baseline().locate(id).map(PackageRequest::sha256))
                .orElseThrow(() -> new NotFound("no source offers " + id + " any more"));
        reserve.add(contents(name, archive));
      }
    }
    List<PackageContents> composition = new ArrayList<>();
    archives.forEach((name, archive) -> composition.add(contents(name, archive)));
    return new Rethinning.Packages(composition, reserve);
  }

  private static Set<String> closure(BuildRequest request) {
    return switch (ImageBuilder.preview(request)) {
      case Preview.Closure closure ->
          closure.packages().stream()
              .map(resolved -> resolved.id().name().value())
              .collect(Collectors.toCollection(HashSet::new));
      case Preview.Impossible none ->
          throw new NotFound("its packages cannot be resolved any more");
    };
  }

  private PackageContents contents(String name, Digest archive) {
    return UnpackedContents.find(derived, archive)
        .orElseThrow(() -> new NotFound("package " + name + " is not unpacked"));
  }
}
