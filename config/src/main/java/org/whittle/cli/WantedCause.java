package org.whittle.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a rollout is to bring, and to which images. */
final class WantedCause {
  @Parameters(arity = "0..*", paramLabel = "PATCH", description = "Patches.")
  private List<Long> patches = List.of();

  @Option(
      names = "--cause",
      defaultValue = "patches",
      description = "patches, rules, blueprint, base or whittle; patches if nothing is said.")
  private String cause = "";

  @Option(names = "--rules", description = "The version of the rules; without it the newest.")
  private @Nullable Integer rules;

  @Option(names = "--source", description = "A source of a newer base; without it all.")
  private List<String> sources = List.of();

  @Option(names = "--label", description = "For images with this label, NAME=VALUE or NAME.")
  private @Nullable String label;

  @Option(names = "--image", description = "For this image; may be repeated.")
  private List<String> images = List.of();

  @Option(
      names = "--structure-first",
      description = "Publish once the structure is verified; the tests follow.")
  private boolean structureFirst;

  /** As a request says it. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cause", cause);
    if (!patches.isEmpty() || cause.equalsIgnoreCase("patches")) {
      body.put("patches", patches);
    }
    if (rules != null) {
      body.put("rules", rules);
    }
    if (!sources.isEmpty()) {
      body.put("sources", sources);
    }
    if (label != null) {
      body.put("label", label);
    }
    if (!images.isEmpty()) {
      body.put("images", images);
    }
    if (structureFirst) {
      body.put("verification", "structure");
    }
    return body;
  }
}
