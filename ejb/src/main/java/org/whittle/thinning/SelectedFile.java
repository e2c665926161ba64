package org.whittle.thinning;

import org.whittle.format.FileEntry;

/** A file of the image and why it is there. */
public record SelectedFile(FileEntry file, Reason reason) {}
