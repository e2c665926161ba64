package org.whittle.thinning;

import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;

/**
 * A file that the image could keep.
 *
 * @param owner the package that ships it; empty if it is made for this image
 */
record Candidate(Optional<PackageContents> owner, FileEntry file) {}
