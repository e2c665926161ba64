package org.whittle.format.deb;

import java.util.HashMap;
import java.util.Map;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

/**
 * Makes the records of one index; texts that recur in it are shared.
 *
 * <p>The field that is being read is remembered, so that a fault can be told with its place.
 */
final class RecordReader {
  private final Map<String, Architecture> architectures = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private String field = "";

  /**
   * The record of a stanza.
   *
   * @throws InvalidInput if the stanza is of no use; {@link #field} is then the field at fault
   */
  IndexRecord read(Stanza stanza) {
    PackageId id = id(stanza);
    Source source = source(stanza, id);
    return new IndexRecord(
        id,
        source.name(),
        source.version(),
        shared(stanza, "section"),
        shared(stanza, "priority"),
        yes(stanza, "Essential"),
        yes(stanza, "Protected") || yes(stanza, "Important"),
        multiArch(stanza),
        number(stanza, "Installed-Size", "0"),
        number(stanza, "Size", ""),
        filename(stanza),
        Digest.parse(mandatory(stanza, "SHA256")),
        firstLine(stanza.get("description", "")),
        stanza.get("pre-depends", ""),
        stanza.get("depends", ""),
        stanza.get("recommends", ""),
        stanza.get("suggests", ""),
        stanza.get("conflicts", ""),
        stanza.get("breaks", ""),
        stanza.get("provides", ""),
        stanza.get("replaces", ""));
  }

  /** The field that was read last. */
  String field() {
    return field;
  }

  private PackageId id(Stanza stanza) {
    PackageName name = new PackageName(mandatory(stanza, "Package"));
    Version version = new Version(mandatory(stanza, "Version"));
    DebVersion.of(version);
    String machine = mandatory(stanza, "Architecture");
    Architecture architecture = architectures.get(machine);
    if (architecture == null) {
      architecture = new Architecture(machine);
      architectures.put(machine, architecture);
    }
    return new PackageId(name, version, architecture);
  }

  private record Source(PackageName name, Version version) {}

  /** The form is {@code name} or {@code name (version)} (Debian Policy 5.6.1). */
  private Source source(Stanza stanza, PackageId id) {
    field = "Source";
    String text = stanza.get("source", "");
    if (text.isEmpty()) {
      return new Source(id.name(), id.version());
    }
    int open = text.indexOf('(');
    if (open < 0) {
      return new Source(new PackageName(text), id.version());
    }
    if (!text.endsWith(")")) {
      throw new InvalidInput("cannot read source \"" + text + "\": it does not end with ')'");
    }
    String version = text.substring(open + 1, text.length() - 1).strip();
    return new Source(new PackageName(text.substring(0, open).strip()), new Version(version));
  }

  private String mandatory(Stanza stanza, String name) {
    field = name;
    String value = stanza.get(name, "");
    if (value.isEmpty()) {
      throw new InvalidInput("the field is missing");
    }
    return value;
  }

  private String shared(Stanza stanza, String name) {
    String value = stanza.get(name, "");
    String first = shared.putIfAbsent(value, value);
    return first == null ? value : first;
  }

  private boolean yes(Stanza stanza, String name) {
    field = name;
    String value = stanza.get(name, "no");
    return switch (value) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new InvalidInput("\"" + value + "\" is neither yes nor no");
    };
  }

  private MultiArch multiArch(Stanza stanza) {
    field = "Multi-Arch";
    String value = stanza.get("multi-arch", "no");
    return switch (value) {
      case "no" -> MultiArch.NO;
      case "same" -> MultiArch.SAME;
      case "foreign" -> MultiArch.FOREIGN;
      case "allowed" -> MultiArch.ALLOWED;
      default ->
          throw new InvalidInput("\"" + value + "\" is none of no, same, foreign and allowed");
    };
  }

  private long number(Stanza stanza, String name, String absent) {
    String text = absent.isEmpty() ? mandatory(stanza, name) : stanza.get(name, absent);
    field = name;
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i > 15) {
        throw new InvalidInput("\"" + text + "\" is not a size");
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /** Stays below the archive's root, wherever that is. */
  private String filename(Stanza stanza) {
    String name = mandatory(stanza, "Filename");
    if (!IndexRecord.staysInside(name)) {
      throw new InvalidInput("file name \"" + name + "\" leaves the archive");
    }
    return name;
  }

  private static String firstLine(String description) {
    int end = description.indexOf('\n');
    return end < 0 ? description : description.substring(0, end);
  }
}
