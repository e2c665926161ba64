package org.whittle.composition;

import java.util.List;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;

/**
 * What a layer is to hold.
 *
 * @param packages whose files they are; empty for the image's own files
 * @param own what people read of the image's own files; empty for those of packages
 * @param entries ordered by path, parents included, the root directory left out
 */
public record PlannedLayer(List<PackageId> packages, String own, List<FileEntry> entries) {
  /** Copies the lists. */
  public PlannedLayer {
    packages = List.copyOf(packages);
    entries = List.copyOf(entries);
  }

  /** What people read in an image's history. */
  public String title() {
    if (packages.isEmpty()) {
      return own;
    }
    List<String> names = packages.stream().map(p -> p.name() + "=" + p.version()).toList();
    return String.join(" ", names);
  }

  /** Bytes of the regular files. */
  public long size() {
    return entries.stream().mapToLong(FileEntry::size).sum();
  }

  /** Names the layer's files with all that an archive says of them: equal digests, equal layers. */
  public Digest fileSet() {
    StringBuilder text = new StringBuilder(entries.size() * 128);
    for (FileEntry f : entries) {
      text.append(f.path()).append('\0').append(f.kind()).append('\0').append(f.mode());
      text.append('\0').append(f.uid()).append('\0').append(f.gid()).append('\0');
      text.append(f.content().map(Digest::hex).orElse("")).append('\0');
      text.append(f.link().orElse("")).append('\0');
    }
    return Digest.of(text.toString());
  }
}
