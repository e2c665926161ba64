package org.whittle.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.rules.RuleLayer;
import org.whittle.rules.RuleSet;

/** Rules in folders: a base, and overlays that go by the names of their folders. */
final class RuleFolders {
  private RuleFolders() {}

  /**
   * The rules of the first folder with the others over it, in their order.
   *
   * @throws InvalidInput if two overlays have one name, or naming every problem of the files
   * @throws Unavailable if a folder cannot be read
   */
  static RuleSet read(List<Path> folders) {
    List<RuleLayer> layers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path folder : folders) {
      String name = layers.isEmpty() ? "" : name(folder);
      if (!names.add(name)) {
        throw new InvalidInput(
            "cannot use the rules in " + folder + ": another overlay is named \"" + name + "\" too",
            "Give each overlay's folder a name of its own: reasons in images name it",
            null);
      }
      layers.add(RuleLayer.read(name, folder));
    }
    return RuleSet.layered(layers);
  }

  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
