package org.whittle.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Option;

/** The options of each list. */
final class Rows {
  @Option(names = "--first", paramLabel = "N", description = "Offset of the first row, from 0.")
  private int first;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "50",
      description = "Rows wanted, 1 to 500 (default: ${DEFAULT-VALUE}).")
  private int size = 50;

  /** The path of a list with these options and parameters; empty values are left out. */
  String of(String path, Map<String, ?> parameters) {
    Map<String, Object> all = new LinkedHashMap<>(parameters);
    all.put("first", first);
    all.put("size", size);
    return Api.query(path, all);
  }
}
