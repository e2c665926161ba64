package org.whittle.cli.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.whittle.build.local.Lock;
import org.whittle.build.local.LockText;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Unavailable;
import org.whittle.kernel.Version;
import org.whittle.universe.DebianUniverse;

/**
 * What was chosen before an update: a lock, or name and version a line as {@code resolve} prints
 * them.
 */
final class Composition {
  private final Path file;
  private final DebianUniverse universe;
  private final Architecture machine;

  private Composition(Path file, DebianUniverse universe, Architecture machine) {
    this.file = file;
    this.universe = universe;
    this.machine = machine;
  }

  /**
   * Reads a composition.
   *
   * @param machine of packages whose version the universe does not have any more
   */
  static List<PackageId> read(Path file, DebianUniverse universe, Architecture machine) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new NotFound("cannot read composition " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new Unavailable("cannot read composition " + file + ": " + e.getMessage(), e);
    }
    if (text.startsWith("Format:")) {
      return LockText.parse(text, file.toString()).packages().stream()
          .map(Lock.Entry::record)
          .map(record -> record.id())
          .toList();
    }
    return new Composition(file, universe, machine).lines(text);
  }

  private List<PackageId> lines(String text) {
    List<PackageId> ids = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        ids.add(id(number, line.strip().split("\\s+")));
      }
    }
    return ids;
  }

  private PackageId id(int number, String[] words) {
    if (words.length != 2) {
      throw new InvalidInput(
          "cannot read composition "
              + file
              + " line "
              + number
              + ": name and version expected, found "
              + String.join(" ", words));
    }
    int colon = words[0].indexOf(':');
    PackageName name = new PackageName(colon < 0 ? words[0] : words[0].substring(0, colon));
    Architecture asked = colon < 0 ? machine : new Architecture(words[0].substring(colon + 1));
    return known(name, new Version(words[1]), asked);
  }

  /** The package of the universe: a line does not say whether it is for every architecture. */
  private PackageId known(PackageName name, Version version, Architecture asked) {
    OptionalInt known = universe.find(name, asked);
    if (known.isPresent()) {
      for (int aPackage : universe.versions().row(known.getAsInt())) {
        PackageId id = universe.id(aPackage);
        if (id.version().equals(version)) {
          return id;
        }
      }
    }
    return new PackageId(name, version, asked);
  }
}
