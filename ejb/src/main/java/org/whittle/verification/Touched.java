package org.whittle.verification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * What of a tree the tests' processes touched.
 *
 * @param files regular files and links, those on the way to a file included
 * @param directories whose entries were read, or in which something was to be made
 */
public record Touched(Set<FilePath> files, Set<FilePath> directories) {
  /** Copies the sets. */
  public Touched {
    files = Set.copyOf(files);
    directories = Set.copyOf(directories);
  }

  /** What all traces together show. */
  public static Touched of(List<Trace> traces, ThinTree tree) {
    FileIndex index = FileIndex.of(tree.files().map(SelectedFile::file).toList());
    Set<FilePath> files = new TreeSet<>();
    Set<FilePath> directories = new TreeSet<>();
    for (Trace trace : traces) {
      for (Access access : trace.accesses()) {
        Set<FilePath> links = new TreeSet<>();
        Optional<FilePath> place = index.resolve(access.path(), links::add);
        files.addAll(links);
        if (place.isEmpty()) {
          // What is to be written later is first looked for.
          index.resolve(access.path().parent()).ifPresent(directories::add);
          continue;
        }
        Optional<FileEntry> file = index.at(place.get());
        if (file.filter(f -> f.kind() == FileKind.REGULAR).isPresent()) {
          files.add(place.get());
        } else {
          directories.add(place.get());
        }
      }
    }
    return new Touched(files, directories);
  }
}
