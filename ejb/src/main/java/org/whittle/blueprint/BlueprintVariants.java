package org.whittle.blueprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.kernel.Unavailable;

/**
 * Makes blueprints of a library out of the starters: families that differ in their packages, and
 * members of a family that differ in options and overlay, as an organisation's images do.
 *
 * <p>Same folder and numbers, same blueprints.
 */
public final class BlueprintVariants {
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

  /** The name and text of a blueprint, and of which family it is. */
  public record Variant(String name, String family, String yaml) {}

  private BlueprintVariants(List<Starter> families) {
    this.families = families;
  }

  /**
   * The blueprints of a folder, machines aside, as so many families; at least a tenth of them run
   * on the JVM.
   *
   * @throws Unavailable if the folder cannot be read
   */
  public static BlueprintVariants of(Path starters, int count) {
    List<Starter> all;
    try (Stream<Path> files = Files.list(starters)) {
      all =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(BlueprintVariants::read)
              .filter(starter -> !starter.yaml().contains("\nmachine:"))
              .toList();
    } catch (IOException e) {
      throw new Unavailable("cannot read " + starters + ": " + e.getMessage(), e);
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
    return new BlueprintVariants(families);
  }

  private static String extra(int i, int round) {
    return EXTRAS.get((i + 3 * round) % EXTRAS.size());
  }

  private static Starter read(Path file) {
    try {
      String name = String.valueOf(file.getFileName()).replace(".yaml", "");
      return new Starter(name, Files.readString(file));
    } catch (IOException e) {
      throw new Unavailable("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** So many blueprints, the families in turn. */
  public List<Variant> blueprints(int count) {
    List<Variant> variants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Starter family = families.get(i % families.size());
      String name = "v" + i + "-" + family.name();
      variants.add(new Variant(name, family.name(), member(family, name, i / families.size(), i)));
    }
    return List.copyOf(variants);
  }

  private static String member(Starter family, String name, int member, int number) {
    String text = family.yaml().replaceFirst("(?m)^name: .*$", "name: " + name);
    String overlay =
        "\noverlay:\n  - path: /etc/image/member.conf\n    content: |\n      team = "
            + "team-"
            + member
            + "\n      image = "
            + number
            + "\n";
    text = with(text, overlay);
    text = with(text, "\nlabels:\n  family: " + family.name() + "\n");
    String option = OPTIONS.get(member % OPTIONS.size());
    if (option.isEmpty()) {
      return text;
    }
    return with(text, "\noptions:\n  " + option + ": on\n");
  }

  /** The text with more in a section, which is begun if it has none. */
  private static String with(String text, String more) {
    String head = more.substring(0, more.indexOf('\n', 1) + 1);
    return text.contains(head) ? text.replace(head, more) : text + more;
  }
}
