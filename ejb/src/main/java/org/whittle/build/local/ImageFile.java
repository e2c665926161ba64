package org.whittle.build.local;

import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.thinning.Reason;

/**
 * A file of an image with its reason.
 *
 * @param packageName the package it comes from; absent for what was made for this image
 */
public record ImageFile(FileEntry file, Optional<String> packageName, Reason reason) {}
