package org.whittle.thinning;

import java.util.Comparator;
import java.util.List;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;

/**
 * The files of one package version that an image keeps.
 *
 * @param id the package version
 * @param archive digest of its package archive
 * @param files ordered by path
 */
public record Selection(PackageId id, Digest archive, List<SelectedFile> files) {
  /** Sorts and copies the files. */
  public Selection {
    files =
        files.stream().sorted(Comparator.comparing((SelectedFile f) -> f.file().path())).toList();
  }

  /**
   * The digest of the file set: every path with kind, mode, owner, content and link, reasons aside.
   * Two selections with the same package archive and file set share their layer.
   */
  public Digest fileSet() {
    StringBuilder text = new StringBuilder();
    for (SelectedFile selected : files) {
      FileEntry f = selected.file();
      text.append(f.path()).append('\0').append(f.kind()).append('\0').append(f.mode());
      text.append('\0').append(f.uid()).append('\0').append(f.gid()).append('\0');
      text.append(f.content().map(Digest::hex).orElse("")).append('\0');
      text.append(f.link().orElse("")).append('\n');
    }
    return Digest.of(text.toString());
  }

  /** Total bytes of the regular files. */
  public long size() {
    return files.stream().mapToLong(f -> f.file().size()).sum();
  }
}
