package org.whittle.composition.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.whittle.format.FileEntry;

/** The order in which modules can be loaded: each after those that it depends on. */
public final class LoadOrder {
  /**
   * A module and why it is loaded.
   *
   * @param by the module that depends on it; empty: it was chosen
   */
  public record Loaded(KernelModule module, Optional<KernelModule> by) {}

  private final SortedMap<String, FileEntry> offered = new TreeMap<>();
  private final Function<FileEntry, byte[]> reader;
  private final Map<String, Loaded> order = new LinkedHashMap<>();

  private LoadOrder(List<FileEntry> offered, Function<FileEntry, byte[]> reader) {
    offered.stream()
        .filter(KernelModule::is)
        .forEach(file -> this.offered.put(KernelModule.nameOf(file), file));
    this.reader = reader;
  }

  /**
   * The chosen modules with all that they depend on. What the kernel package does not offer is
   * built in.
   *
   * @param offered files of the kernel's package
   * @param chosen some of them, in the order in which they are wanted
   * @param reader reads the content of one
   */
  public static List<Loaded> of(
      List<FileEntry> offered, List<FileEntry> chosen, Function<FileEntry, byte[]> reader) {
    LoadOrder modules = new LoadOrder(offered, reader);
    for (FileEntry file : chosen) {
      modules.add(KernelModule.nameOf(file), Optional.empty());
    }
    return List.copyOf(modules.order.values());
  }

  /** The kernel's build refuses modules that depend on each other in a circle: this ends. */
  private void add(String name, Optional<KernelModule> by) {
    FileEntry file = offered.get(name);
    if (file != null && !order.containsKey(name)) {
      KernelModule module = KernelModule.read(file, reader.apply(file));
      module.depends().forEach(needed -> add(needed, Optional.of(module)));
      order.put(name, new Loaded(module, by));
    }
  }
}
