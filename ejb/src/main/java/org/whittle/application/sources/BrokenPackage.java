package org.whittle.application.sources;

/**
 * A package that cannot be installed.
 *
 * @param explanation why, a line for each fact; empty if so many are broken that not each was
 *     explained
 */
public record BrokenPackage(String name, String version, String architecture, String explanation) {}
