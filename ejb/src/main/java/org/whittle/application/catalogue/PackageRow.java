package org.whittle.application.catalogue;

/** A package version in a list, sizes in KiB (installed) and bytes (archive). */
public record PackageRow(
    String name,
    String version,
    String architecture,
    String section,
    String sourceName,
    long installedKib,
    long size,
    String summary,
    String suites) {}
