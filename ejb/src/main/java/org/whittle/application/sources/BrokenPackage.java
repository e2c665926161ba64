package org.whittle.application.sources;

/** A package that cannot be installed, and why: a line for each fact. */
public record BrokenPackage(String name, String version, String architecture, String explanation) {}
