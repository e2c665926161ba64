package org.whittle.build;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.resolver.Because;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * The exact packages of an image and what thinning has left of each.
 *
 * @param lines ordered by package
 * @param generated files that belong to the image alone
 */
public record Composition(List<Line> lines, Size generated) {
  /**
   * One package version.
   *
   * @param archive digest of its package archive
   * @param archiveSize bytes of the archive
   * @param requested whether the blueprint names it
   * @param because why it was chosen; empty if requested
   * @param closure what the package holds
   * @param thin what the image keeps of it
   */
  public record Line(
      PackageId id,
      Digest archive,
      long archiveSize,
      boolean requested,
      Optional<Because> because,
      Size closure,
      Size thin) {}

  /** Regular files and links, and the bytes of the files. */
  public record Size(long files, long bytes) {
    /** Nothing. */
    public static final Size NONE = new Size(0, 0);

    static Size of(List<FileEntry> files) {
      long count = files.stream().filter(f -> f.kind() != FileKind.DIRECTORY).count();
      return new Size(count, files.stream().mapToLong(FileEntry::size).sum());
    }

    Size plus(Size other) {
      return new Size(files + other.files, bytes + other.bytes);
    }
  }

  /** Sorts the lines. */
  public Composition {
    lines = lines.stream().sorted(Comparator.comparing(Line::id)).toList();
  }

  /** What all its packages hold. */
  public Size closure() {
    return lines.stream().map(Line::closure).reduce(Size.NONE, Size::plus);
  }

  /** What the image holds, its own files included. */
  public Size thin() {
    return lines.stream().map(Line::thin).reduce(generated, Size::plus);
  }

  static Composition of(
      Resolved resolved,
      List<PackageRequest> archives,
      List<PackageContents> contents,
      ThinTree tree) {
    Map<PackageId, PackageRequest> archiveOf = new HashMap<>();
    archives.forEach(a -> archiveOf.put(a.id(), a));
    Map<PackageId, Size> closure = new HashMap<>();
    contents.forEach(c -> closure.put(c.id(), Size.of(c.files())));
    Map<PackageId, Size> thin = new HashMap<>();
    for (Selection selection : tree.selections()) {
      thin.merge(selection.id(), sizeOf(selection.files()), Size::plus);
    }
    List<Line> lines =
        resolved.packages().stream()
            .map(ResolvedPackage::id)
            .map(
                id -> {
                  PackageRequest archive = Objects.requireNonNull(archiveOf.get(id));
                  ResolvedPackage chosen = resolved.find(id.name()).orElseThrow();
                  return new Line(
                      id,
                      archive.sha256(),
                      archive.size(),
                      chosen.requested(),
                      chosen.because(),
                      closure.getOrDefault(id, Size.NONE),
                      thin.getOrDefault(id, Size.NONE));
                })
            .toList();
    return new Composition(lines, sizeOf(tree.generated()));
  }

  private static Size sizeOf(List<SelectedFile> files) {
    return Size.of(files.stream().map(SelectedFile::file).toList());
  }
}
