package org.whittle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.whittle.blueprint.BlueprintVariants;

/** Writes blueprints of a library into a folder, variants of the starters. */
final class Variants {
  private static final int FAMILIES = 20;

  private Variants() {}

  /**
   * Writes them, each as {@code NUMBER-NAME.yaml}.
   *
   * @param arguments the folder of the starters, the folder to write to, and how many
   */
  public static void main(String[] arguments) throws IOException {
    Path to = Path.of(arguments[1]);
    List<BlueprintVariants.Variant> all =
        BlueprintVariants.of(Path.of(arguments[0]), FAMILIES)
            .blueprints(Integer.parseInt(arguments[2]));
    for (int i = 0; i < all.size(); i++) {
      String name = String.format(Locale.ROOT, "%05d-%s.yaml", i, all.get(i).name());
      Files.writeString(to.resolve(name), all.get(i).yaml());
    }
  }
}
