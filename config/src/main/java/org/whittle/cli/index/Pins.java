package org.whittle.cli.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.universe.IndexFile;

/** Gives each index file the pin that {@code --pin FILE=NUMBER} says. */
final class Pins {
  private Pins() {}

  /** The files of {@code --index}, in the order written. */
  static List<IndexFile> of(Arguments arguments) {
    Map<String, Integer> pins = new HashMap<>();
    for (String pin : arguments.values("--pin")) {
      int equals = pin.lastIndexOf('=');
      if (equals <= 0) {
        throw arguments.wrong("\"" + pin + "\" is no pin; write --pin FILE=NUMBER");
      }
      String file = pin.substring(0, equals);
      if (!arguments.values("--index").contains(file)) {
        throw arguments.wrong("there is a pin of " + file + ", which is no --index");
      }
      pins.put(file, number(arguments, pin.substring(equals + 1)));
    }
    List<IndexFile> files = new ArrayList<>();
    for (String file : arguments.values("--index")) {
      Integer pin = pins.get(file);
      Path path = Path.of(file);
      files.add(pin == null ? IndexFile.of(path) : new IndexFile(path, pin));
    }
    return files;
  }

  private static int number(Arguments arguments, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw arguments.wrong("\"" + text + "\" is no number for a pin");
    }
  }
}
