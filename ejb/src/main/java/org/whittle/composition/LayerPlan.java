package org.whittle.composition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * Which files share a layer.
 *
 * <p>The rule uses nothing but the tree, so that two images decide alike for what they share: a
 * package whose files come to {@link #OWN_FROM} bytes has a layer of its own, unless {@link
 * #MAX_OWN} packages are larger; the others are dealt into {@link #GROUPS} layers by their names,
 * so that a change of one leaves most of the groups as they are. Packages without files have no
 * layer. What is made for the image follows; with it any directory on whose mode or owner packages
 * differ, as the tree has it. Images of the same packages often share it, so that the author's own
 * files, which differ from image to image, are the last layer by themselves.
 */
public final class LayerPlan {
  /** Bytes from which a package has its own layer. */
  static final long OWN_FROM = 64 << 10;

  /** How many packages have their own layer. */
  static final int MAX_OWN = 80;

  /** How many layers the other packages share. */
  static final int GROUPS = 8;

  private static final Grouping USUAL = new Grouping(OWN_FROM, MAX_OWN, GROUPS);

  /**
   * How packages are dealt into layers; images that are to share layers need the same.
   *
   * @param ownFrom bytes from which a package has its own layer
   * @param maxOwn how many packages have their own layer at most
   * @param groups how many layers the other packages share
   */
  public record Grouping(long ownFrom, int maxOwn, int groups) {}

  private final Grouping grouping;
  private final FileTree tree;
  private final List<PlannedLayer> layers = new ArrayList<>();

  private LayerPlan(FileTree tree, Grouping grouping) {
    this.tree = tree;
    this.grouping = grouping;
  }

  /**
   * The layers of a tree, the lowest first: at most {@code MAX_OWN + GROUPS + 2}.
   *
   * @throws org.whittle.kernel.Corrupted as {@link FileTree#of} says
   * @throws InvalidInput if a name means removal in a layer
   */
  public static List<PlannedLayer> of(ThinTree thin) {
    return of(thin, USUAL);
  }

  /** The same with another grouping: for measuring how well images share. */
  public static List<PlannedLayer> of(ThinTree thin, Grouping grouping) {
    LayerPlan plan = new LayerPlan(FileTree.of(thin), grouping);
    List<Selection> used = thin.selections().stream().filter(LayerPlan::hasFiles).toList();
    Set<PackageId> own = plan.own(used);
    SortedMap<Integer, List<Selection>> groups = new TreeMap<>();
    for (Selection selection : used) {
      if (own.contains(selection.id())) {
        plan.add(List.of(selection));
      } else {
        groups.computeIfAbsent(plan.group(selection), g -> new ArrayList<>()).add(selection);
      }
    }
    groups.values().forEach(plan::add);
    plan.addGenerated(thin.generated());
    return List.copyOf(plan.layers);
  }

  private static boolean hasFiles(Selection selection) {
    return selection.files().stream().anyMatch(f -> !f.file().path().equals(FilePath.ROOT));
  }

  private Set<PackageId> own(List<Selection> used) {
    return used.stream()
        .filter(s -> s.size() >= grouping.ownFrom())
        .sorted(Comparator.comparingLong(Selection::size).reversed().thenComparing(Selection::id))
        .limit(grouping.maxOwn())
        .map(Selection::id)
        .collect(Collectors.toSet());
  }

  private int group(Selection selection) {
    return Math.floorMod(Digest.of(selection.id().name().value()).a(), grouping.groups());
  }

  private void add(List<Selection> selections) {
    SortedMap<FilePath, FileEntry> entries = new TreeMap<>();
    for (Selection selection : selections) {
      for (SelectedFile selected : selection.files()) {
        entries.putIfAbsent(selected.file().path(), selected.file());
      }
    }
    add(selections.stream().map(Selection::id).toList(), "", entries);
  }

  private void addGenerated(List<SelectedFile> generated) {
    SortedMap<FilePath, FileEntry> made = new TreeMap<>(disputedDirectories());
    SortedMap<FilePath, FileEntry> authors = new TreeMap<>();
    for (SelectedFile one : generated) {
      boolean author = one.reason().kind() == Reason.Kind.OVERLAY;
      (author ? authors : made).put(one.file().path(), one.file());
    }
    addOwn("files of this image", made);
    addOwn("files of its author", authors);
  }

  private void addOwn(String what, SortedMap<FilePath, FileEntry> entries) {
    entries.remove(FilePath.ROOT);
    if (!entries.isEmpty()) {
      add(List.of(), what, entries);
    }
  }

  /** Directories that the layers so far leave with another mode or owner than the tree's. */
  private Map<FilePath, FileEntry> disputedDirectories() {
    Map<FilePath, FileEntry> last = new HashMap<>();
    for (PlannedLayer layer : layers) {
      layer.entries().forEach(f -> last.put(f.path(), f));
    }
    Map<FilePath, FileEntry> disputed = new HashMap<>();
    for (FileEntry file : tree.entries()) {
      if (!file.equals(last.getOrDefault(file.path(), file))) {
        disputed.put(file.path(), file);
      }
    }
    return disputed;
  }

  private void add(List<PackageId> packages, String own, SortedMap<FilePath, FileEntry> entries) {
    for (FilePath path : List.copyOf(entries.keySet())) {
      for (FilePath p = path.parent(); !p.equals(FilePath.ROOT); p = p.parent()) {
        entries.putIfAbsent(p, tree.find(p).orElseThrow());
      }
    }
    entries.remove(FilePath.ROOT);
    for (FilePath path : entries.keySet()) {
      if (path.name().startsWith(".wh.")) {
        throw new InvalidInput(
            "cannot put " + path + " into a layer: names that begin with .wh. mean removal there",
            "Leave the file out, or write a root file system instead of an OCI image.",
            null);
      }
    }
    layers.add(new PlannedLayer(packages, own, List.copyOf(entries.values())));
  }
}
