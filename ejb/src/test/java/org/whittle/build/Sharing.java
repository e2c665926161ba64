package org.whittle.build;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whittle.composition.LayerPlan;
import org.whittle.composition.LayerPlan.Grouping;
import org.whittle.composition.PlannedLayer;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * What a library takes in layers, uncompressed, by how packages are grouped, and what it would take
 * if each package had one selection for all images.
 */
final class Sharing {
  private static final List<Grouping> GROUPINGS =
      List.of(
          new Grouping(0, 80, 8),
          new Grouping(16 << 10, 80, 8),
          new Grouping(64 << 10, 80, 1),
          new Grouping(64 << 10, 80, 4),
          new Grouping(64 << 10, 80, 8),
          new Grouping(64 << 10, 80, 16),
          new Grouping(64 << 10, 40, 8),
          new Grouping(256 << 10, 80, 8),
          new Grouping(1 << 20, 80, 8),
          new Grouping(Long.MAX_VALUE, 0, 1));

  /** What one grouping comes to. */
  private static final class Tally {
    final Map<Digest, Long> layers = new HashMap<>();
    long most;
    long all;
  }

  private final Map<Grouping, Tally> tallies = new LinkedHashMap<>();
  private final Map<PackageId, Map<FilePath, Long>> union = new HashMap<>();
  private final Map<PackageId, Long> uses = new HashMap<>();
  private long images;
  private long selected;

  Sharing() {
    GROUPINGS.forEach(grouping -> tallies.put(grouping, new Tally()));
  }

  void add(ThinTree tree) {
    images++;
    for (Map.Entry<Grouping, Tally> each : tallies.entrySet()) {
      Tally tally = each.getValue();
      List<PlannedLayer> plan = LayerPlan.of(tree, each.getKey());
      for (PlannedLayer layer : plan) {
        // A block for each header, and what the last block of a file is filled with.
        long archive = layer.size() + 768L * layer.entries().size();
        tally.layers.put(layer.fileSet(), archive);
      }
      tally.all += plan.size();
      tally.most = Math.max(tally.most, plan.size());
    }
    for (Selection selection : tree.selections()) {
      Map<FilePath, Long> files = union.computeIfAbsent(selection.id(), id -> new HashMap<>());
      for (SelectedFile file : selection.files()) {
        files.put(file.file().path(), file.file().size());
        selected += file.file().size();
      }
      uses.merge(selection.id(), 1L, Long::sum);
    }
  }

  void print(PrintStream out) {
    out.println("  own from  most own  groups  layers an image (most)  different layers  MB");
    tallies.forEach(
        (grouping, tally) ->
            out.printf(
                "%10s %9d %7d %16.1f (%d) %17d %8.1f%n",
                grouping.ownFrom() == Long.MAX_VALUE ? "none" : grouping.ownFrom() / 1024 + " KiB",
                grouping.maxOwn(),
                grouping.groups(),
                (double) tally.all / images,
                tally.most,
                tally.layers.size(),
                tally.layers.values().stream().mapToLong(Long::longValue).sum() / 1e6));
    long rounded = 0;
    long inImages = 0;
    for (Map.Entry<PackageId, Map<FilePath, Long>> each : union.entrySet()) {
      long size = each.getValue().values().stream().mapToLong(Long::longValue).sum();
      rounded += size;
      inImages += size * uses.getOrDefault(each.getKey(), 0L);
    }
    out.printf(
        "one selection of each package for all images: %.1f MB in the store; an image has %.2f MB"
            + " from packages in place of %.2f MB%n",
        rounded / 1e6, inImages / 1e6 / images, selected / 1e6 / images);
  }
}
