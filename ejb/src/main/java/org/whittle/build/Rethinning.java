package org.whittle.build;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.ContentSink;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.rules.RuleSet;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;

/**
 * Thins packages that are unpacked in the store, only to see what comes of it: nothing is stored.
 *
 * <p>Modules of a Java runtime are taken whole. For one thread.
 */
public final class Rethinning {
  private final BlobStore store;
  private final DerivedData derived;

  /** Thins what the store holds. */
  public Rethinning(BlobStore store, DerivedData derived) {
    this.store = store;
    this.derived = derived;
  }

  /** An image's packages: its closure, and what every system has beyond it. */
  public record Packages(List<PackageContents> closure, List<PackageContents> reserve) {
    /** Copies the lists. */
    public Packages {
      closure = List.copyOf(closure);
      reserve = List.copyOf(reserve);
    }
  }

  /** What another set of rules does to an image: paths in their order, and bytes gained. */
  public record Change(
      List<FilePath> added, List<FilePath> removed, List<FilePath> changed, long bytes) {
    /** Whether the image stays as it is. */
    public boolean isNone() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
  }

  /**
   * The files and links that the rules leave of the packages, by path.
   *
   * @throws org.whittle.kernel.Failure if they cannot be applied, or contents are gone
   */
  public Map<FilePath, FileEntry> files(Blueprint blueprint, Packages packages, RuleSet rules) {
    Map<Digest, byte[]> made = new HashMap<>();
    ContentSink sink =
        content -> {
          byte[] bytes = content.readAllBytes();
          Digest digest = Digest.of(new ByteArrayInputStream(bytes));
          made.put(digest, bytes);
          return digest;
        };
    ThinTree tree =
        Thinner.thin(
            new ThinRequest(
                blueprint,
                Set.copyOf(blueprint.packages()),
                packages.closure(),
                packages.reserve(),
                rules),
            digest -> open(made, digest),
            derived,
            sink);
    Map<FilePath, FileEntry> files = new TreeMap<>();
    tree.files()
        .map(selected -> selected.file())
        .filter(file -> file.kind() != FileKind.DIRECTORY)
        .forEach(file -> files.put(file.path(), file));
    return files;
  }

  private InputStream open(Map<Digest, byte[]> made, Digest digest) {
    byte[] bytes = made.get(digest);
    return bytes == null ? store.open(digest) : new ByteArrayInputStream(bytes);
  }

  /** What differs between two results. */
  public static Change between(Map<FilePath, FileEntry> before, Map<FilePath, FileEntry> after) {
    TreeSet<FilePath> added = new TreeSet<>(after.keySet());
    added.removeAll(before.keySet());
    TreeSet<FilePath> removed = new TreeSet<>(before.keySet());
    removed.removeAll(after.keySet());
    TreeSet<FilePath> changed = new TreeSet<>(after.keySet());
    changed.removeIf(
        path -> added.contains(path) || Objects.equals(after.get(path), before.get(path)));
    return new Change(
        List.copyOf(added), List.copyOf(removed), List.copyOf(changed), size(after) - size(before));
  }

  private static long size(Map<FilePath, FileEntry> files) {
    return files.values().stream().mapToLong(FileEntry::size).sum();
  }
}
