package org.whittle.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes blueprints of a library out of the starters: families that differ in their packages, and
 * members of a family that differ in options and overlay, as an organisation's images do.
 *
 * <p>Same folder and numbers, same blueprints.
 */
final class Variants {
  /** Tools that an organisation adds to an application. */
  private static final List<String> EXTRAS =
      List.of("openssl", "curl", "ca-certificates", "tzdata", "jq", "file", "less", "socat");

  private static final List<String> JVM = List.of("java", "tomcat");

  /** Options of the shipped rules; the first members of a family have none. */
  private static final List<String> OPTIONS =
      List.of("", "", "gconv", "openssl-legacy", "timezones", "nss-compat");

  private final List<Starter> families;

  /** A starter with further packages. */
  private record Starter(String name, String yaml) {
    Starter with(String extra, int number) {
      String line = "\npackages:\n";
      return new Starter(
          name + "-" + number,
          yaml.contains("  - " + extra + "\n")
              ? yaml
              : yaml.replace(line, line + "  - " + extra + "\n"));
    }
  }

  /** A blueprint's family and text. */
  record Variant(String family, String yaml) {}

  private Variants(List<Starter> families) {
    this.families = families;
  }

  /**
   * The starters of a folder, machines aside, as so many families; at least a tenth of them run on
   * the JVM.
   */
  static Variants of(Path starters, int count) throws IOException {
    List<Starter> all;
    try (Stream<Path> files = Files.list(starters)) {
      all =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(Variants::read)
              .filter(starter -> !starter.yaml().contains("\nmachine:"))
              .toList();
    }
    List<Starter> first =
        new ArrayList<>(all.stream().filter(s -> JVM.contains(s.name())).toList());
    all.stream().filter(s -> !JVM.contains(s.name())).forEach(first::add);
    List<Starter> families = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Starter starter = first.get(i % first.size());
      int round = i / first.size();
      families.add(round == 0 ? starter : starter.with(extra(i, round), round));
    }
    return new Variants(families);
  }

  private static String extra(int i, int round) {
    return EXTRAS.get((i + 3 * round) % EXTRAS.size());
  }

  private static Starter read(Path file) {
    try {
      String name = String.valueOf(file.getFileName()).replace(".yaml", "");
      return new Starter(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many blueprints, the families in turn. */
  List<Variant> blueprints(int count) {
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Starter family = families.get(i % families.size());
      variants.add(new Variant(family.name(), member(family, i / families.size(), i)));
    }
    return List.copyOf(variants);
  }

  private static String member(Starter family, int member, int number) {
    String name = "name: v" + number + "-" + family.name();
    String text = family.yaml().replaceFirst("(?m)^name: .*$", name);
    String overlay =
        "\noverlay:\n  - path: /etc/image/member.conf\n    content: |\n      team = "
            + "team-"
            + member
            + "\n      image = "
            + number
            + "\n";
    text = text.contains("\noverlay:\n") ? text.replace("\noverlay:\n", overlay) : text + overlay;
    String option = OPTIONS.get(member % OPTIONS.size());
    if (option.isEmpty()) {
      return text;
    }
    String options = "\noptions:\n  " + option + ": on\n";
    return text.contains("\noptions:\n") ? text.replace("\noptions:\n", options) : text + options;
  }
}
