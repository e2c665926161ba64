package org.whittle.application.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.library.FileLists;
import org.whittle.library.Versions;

/** The files that an image version was published with. */
@ApplicationScoped
class VersionFiles {
  /** Written behind thinning. */
  private static final FilePath DATABASE = new FilePath("/var/lib/dpkg/status");

  @Inject private FileLists lists;

  /** Whether thinning gave just these paths when the version was built. */
  boolean matches(Versions.ImageVersion version, Set<FilePath> paths) {
    Set<FilePath> published = new TreeSet<>();
    lists.read(version.tree()).stream()
        .filter(listed -> listed.file().kind() != FileKind.DIRECTORY)
        .forEach(listed -> published.add(listed.file().path()));
    Set<FilePath> thinned = new TreeSet<>(paths);
    published.remove(DATABASE);
    thinned.remove(DATABASE);
    return published.equals(thinned);
  }
}
