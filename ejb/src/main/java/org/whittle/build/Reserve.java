package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.format.deb.DebReader;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinTree;

/**
 * The packages of the reserve, whose archives are in the store; of them only those are unpacked
 * that have, or may have, what is asked for.
 *
 * <p>Which ones these are follows from the packages and from what was asked alone, never from what
 * the store happens to hold. For one thread.
 */
final class Reserve {
  /** Has the directories of every system, and nothing but them says so (Debian Policy 9.1). */
  private static final PackageName DIRECTORIES = new PackageName("base-files");

  private final Workshop shop;
  private final Progress progress;
  private final List<ResolvedPackage> packages;
  private final NavigableMap<PackageId, PackageRequest> packed = new TreeMap<>();
  private final NavigableMap<PackageId, PackageRequest> archives = new TreeMap<>();
  private final NavigableMap<PackageId, PackageContents> unpacked = new TreeMap<>();

  Reserve(
      Workshop shop,
      Progress progress,
      List<ResolvedPackage> packages,
      List<PackageRequest> archives) {
    this.shop = shop;
    this.progress = progress;
    this.packages = List.copyOf(packages);
    archives.forEach(archive -> packed.put(archive.id(), archive));
    unpack(packed.keySet().stream().filter(id -> id.name().equals(DIRECTORIES)).toList());
  }

  private void unpack(List<PackageId> ids) {
    List<PackageRequest> chosen = ids.stream().map(packed::get).toList();
    if (chosen.isEmpty()) {
      return;
    }
    List<PackageContents> contents = new UnpackStep(shop, progress).unpack(chosen);
    for (int i = 0; i < chosen.size(); i++) {
      archives.put(chosen.get(i).id(), chosen.get(i));
      unpacked.put(chosen.get(i).id(), contents.get(i));
      packed.remove(chosen.get(i).id());
    }
  }

  /** The archives of those that are unpacked, by id. */
  List<PackageRequest> archives() {
    return List.copyOf(archives.values());
  }

  /** The contents of those that are unpacked, by id. */
  List<PackageContents> contents() {
    return List.copyOf(unpacked.values());
  }

  /** The contents of all, by id. */
  List<PackageContents> all() {
    unpack(List.copyOf(packed.keySet()));
    return contents();
  }

  /**
   * Unpacks what could answer.
   *
   * @return whether there was anything
   */
  boolean bring(Asked asked) {
    List<PackageId> wanted = new ArrayList<>();
    packed.forEach(
        (id, archive) -> {
          if (asked.isAnsweredBy(id.name(), names(archive))) {
            wanted.add(id);
          }
        });
    unpack(wanted);
    return !wanted.isEmpty();
  }

  private ShippedNames names(PackageRequest archive) {
    return shop.derived()
        .find(ShippedNames.KIND, archive.sha256())
        .map(ShippedNames::parse)
        .orElseGet(() -> read(archive));
  }

  private ShippedNames read(PackageRequest archive) {
    try (InputStream deb = shop.store().open(archive.sha256())) {
      ShippedNames names = ShippedNames.of(DebReader.control(deb, archive.size()));
      shop.derived().keep(ShippedNames.KIND, archive.sha256(), names.bytes());
      return names;
    } catch (IOException e) {
      throw new Unavailable("cannot look into " + archive.id() + ": " + e.getMessage(), e);
    }
  }

  /** A closure together with those packages of the reserve of which a tree keeps a file. */
  Resolved usedBeside(Resolved closure, ThinTree tree) {
    Set<PackageId> used = new HashSet<>();
    tree.selections().forEach(selection -> used.add(selection.id()));
    List<ResolvedPackage> all = new ArrayList<>(closure.packages());
    packages.stream().filter(p -> used.contains(p.id())).forEach(all::add);
    return new Resolved(all);
  }
}
