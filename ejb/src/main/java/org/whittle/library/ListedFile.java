package org.whittle.library;

import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.thinning.Reason;

/**
 * A file of an image version as its list keeps it.
 *
 * @param packageName the package it comes from; absent for what was made for this image
 */
public record ListedFile(FileEntry file, Optional<String> packageName, Reason reason) {}
