package org.whittle.application.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.whittle.advisory.Changelog;
import org.whittle.application.Caller;
import org.whittle.build.ImageBuilder;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.patches.PatchChangelogs;
import org.whittle.store.BlobStore;

/**
 * Reads the changelogs of patches out of their new packages, where the library contains the old
 * ones. Runs outside any transaction.
 *
 * <p>A package whose documentation is a link to another's ships none; then the patch's other
 * packages are asked, and if none has one the patch stays without.
 */
@ApplicationScoped
class ReadChangelogs {
  private static final System.Logger LOG = System.getLogger(ReadChangelogs.class.getName());

  /** Debian Policy 12.7; where a package is Debian's own there is no other changelog. */
  private static final Pattern DEBIAN =
      Pattern.compile("/usr/share/doc/[^/]+/changelog\\.Debian(\\.[a-z0-9-]+)?\\.gz");

  private static final Pattern NATIVE = Pattern.compile("/usr/share/doc/[^/]+/changelog\\.gz");

  @Inject private PatchChangelogs changelogs;
  @Inject private ImageBuilder builder;
  @Inject private BlobStore blobs;
  @Inject private Caller caller;

  /** Reads all that is readable now. */
  void run(Progress progress) {
    List<PatchChangelogs.Unread> unread = changelogs.unread(caller.project());
    if (unread.isEmpty()) {
      return;
    }
    try {
      Map<Digest, PackageContents> contents = new HashMap<>();
      builder
          .unpack(
              unread.stream().map(PatchChangelogs.Unread::replacement).distinct().toList(),
              progress)
          .forEach(unpacked -> contents.put(unpacked.archive(), unpacked));
      Map<Long, Changelog.Changes> read = new HashMap<>();
      for (PatchChangelogs.Unread one : unread) {
        if (!read.containsKey(one.patchId())) {
          changes(one, contents).ifPresent(changes -> read.put(one.patchId(), changes));
        }
      }
      read.forEach(changelogs::keep);
    } catch (Failure failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          "what patches mend stays unknown: {0}",
          failure.messageWithRemedy());
    }
  }

  private Optional<Changelog.Changes> changes(
      PatchChangelogs.Unread one, Map<Digest, PackageContents> contents) {
    return Optional.ofNullable(contents.get(one.replacement().sha256()))
        .flatMap(ReadChangelogs::file)
        .map(this::read)
        .map(changelog -> changelog.between(one.older(), one.newer()))
        .filter(changes -> changes.whole() || !changes.entries().isEmpty());
  }

  private static Optional<Digest> file(PackageContents contents) {
    return matching(contents, DEBIAN).or(() -> matching(contents, NATIVE));
  }

  private static Optional<Digest> matching(PackageContents contents, Pattern wanted) {
    return contents.files().stream()
        .filter(file -> wanted.matcher(file.path().value()).matches())
        .sorted((a, b) -> a.path().value().length() - b.path().value().length())
        .flatMap(file -> file.content().stream())
        .findFirst();
  }

  private Changelog read(Digest content) {
    try (InputStream packed = blobs.open(content);
        InputStream text = new GZIPInputStream(packed)) {
      return Changelog.read(text);
    } catch (ZipException | EOFException notPacked) {
      return new Changelog(List.of());
    } catch (IOException e) {
      throw new Unavailable("cannot read a changelog: " + e.getMessage(), e);
    }
  }
}
