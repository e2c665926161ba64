package org.whittle.composition.oci;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.composition.Layer;
import org.whittle.composition.PlannedLayer;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.FilePath;

/** The image configuration (image-spec 1.1, "OCI Image Configuration"). */
final class ConfigJson {
  private ConfigJson() {}

  /** Its bytes; the user is already in numbers. */
  static byte[] bytes(
      RunConfig run,
      String user,
      Architecture architecture,
      Map<String, String> labels,
      Instant created,
      List<PlannedLayer> plan,
      List<Layer> layers) {
    String time = created.truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, Object> config = new TreeMap<>(Platforms.of(architecture));
    config.put("created", time);
    config.put("config", execution(run, user, labels));
    config.put(
        "rootfs",
        Map.of(
            "type",
            "layers",
            "diff_ids",
            layers.stream().map(l -> l.diffId().toString()).toList()));
    config.put("history", plan.stream().map(p -> history(p, time)).toList());
    return CanonicalJson.bytes(config);
  }

  private static Map<String, Object> history(PlannedLayer layer, String time) {
    return Map.of("created", time, "created_by", "whittle: " + layer.title());
  }

  /** Empty parts are left out, as the specification's readers expect. */
  private static Map<String, Object> execution(
      RunConfig run, String user, Map<String, String> labels) {
    Map<String, Object> parts = new TreeMap<>();
    putUnlessEmpty(parts, "User", user);
    putUnlessEmpty(parts, "Env", environment(run.environment()));
    putUnlessEmpty(parts, "Entrypoint", run.entryPoint());
    putUnlessEmpty(parts, "Cmd", run.command());
    putUnlessEmpty(parts, "ExposedPorts", set(run.ports()));
    putUnlessEmpty(parts, "Volumes", set(run.writable().stream().map(FilePath::value).toList()));
    putUnlessEmpty(parts, "Labels", labels);
    parts.put("WorkingDir", run.workingDirectory().value());
    return parts;
  }

  private static List<String> environment(Map<String, String> environment) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(environment).forEach((key, value) -> lines.add(key + "=" + value));
    return lines;
  }

  private static Map<String, Object> set(List<String> names) {
    Map<String, Object> set = new TreeMap<>();
    names.forEach(name -> set.put(name, Map.of()));
    return set;
  }

  private static void putUnlessEmpty(Map<String, Object> parts, String key, Object value) {
    boolean empty =
        switch (value) {
          case String text -> text.isEmpty();
          case List<?> list -> list.isEmpty();
          case Map<?, ?> map -> map.isEmpty();
          default -> false;
        };
    if (!empty) {
      parts.put(key, value);
    }
  }
}
