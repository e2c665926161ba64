package org.whittle.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;

/** Turns the entries of an apt configuration into sources, each address and suite once. */
final class OfferedSources {
  /** Leaves room for what makes names differ. */
  private static final int LONGEST_NAME = 60;

  private final HostDistribution host;
  private final AptKeys keys;
  private final Architecture architecture;
  private final Map<List<String>, Place> places = new LinkedHashMap<>();

  OfferedSources(HostDistribution host, AptKeys keys, Architecture architecture) {
    this.host = host;
    this.keys = keys;
    this.architecture = architecture;
  }

  /** An address and suite, with the entry that named it first and the components of all. */
  private record Place(String address, String suite, AptEntry entry, Set<String> components) {}

  void add(AptEntry entry) {
    for (String written : entry.addresses()) {
      String address = substituted(written).replaceFirst("/+$", "");
      for (String suite : entry.suites()) {
        String name = substituted(suite);
        places
            .computeIfAbsent(
                List.of(address, name, String.valueOf(entry.enabled())),
                key -> new Place(address, name, entry, new LinkedHashSet<>()))
            .components()
            .addAll(entry.components());
      }
    }
  }

  private String substituted(String text) {
    return text.replace("$(ARCH)", architecture.value());
  }

  List<OfferedSource> all() {
    Set<String> names = new HashSet<>();
    List<OfferedSource> all = new ArrayList<>();
    for (Place place : places.values()) {
      boolean own = host.owns(place.entry(), place.address(), place.suite());
      all.add(offered(place, own, unique(name(place, own), names)));
    }
    return all;
  }

  private OfferedSource offered(Place place, boolean own, String name) {
    List<String> problems = new ArrayList<>();
    Optional<SourceDefinition> definition = Optional.empty();
    Architecture wanted = architecture(place.entry());
    try {
      definition = Optional.of(definition(place, own, name, wanted));
    } catch (Failure e) {
      problems.add(e.messageWithRemedy());
    }
    return new OfferedSource(
        name,
        place.address().replaceFirst("//[^/]*@", "//"),
        place.suite(),
        List.copyOf(place.components()),
        wanted,
        place.entry().file(),
        place.entry().line(),
        place.entry().enabled(),
        own,
        own ? host.role(place.suite()) : SuiteRole.OTHER,
        definition,
        problems);
  }

  private SourceDefinition definition(Place place, boolean own, String name, Architecture wanted) {
    requireSupported(place);
    return new SourceDefinition(
        name,
        SourceDefinition.parseUri(place.address()),
        place.suite(),
        List.copyOf(place.components()),
        wanted,
        keys.find(place.entry().signedBy()),
        own ? host.vendor() : hostOf(place.address()));
  }

  private static void requireSupported(Place place) {
    String scheme = place.address().replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https", "file").contains(scheme)) {
      throw new InvalidInput(
          "cannot use addresses of kind " + scheme + ": http, https and file are supported");
    }
    if (place.suite().endsWith("/")) {
      throw new InvalidInput(
          "cannot use \"" + place.suite() + "\": archives without suites are not supported");
    }
  }

  /** The host's if the entry allows it, else the first that it names. */
  private Architecture architecture(AptEntry entry) {
    if (entry.architectures().isEmpty() || entry.architectures().contains(architecture.value())) {
      return architecture;
    }
    return entry.architectures().stream()
        .filter(name -> name.matches("[a-z0-9][a-z0-9-]{0,31}"))
        .findFirst()
        .map(Architecture::new)
        .orElse(architecture);
  }

  private String name(Place place, boolean own) {
    String vendor = own ? host.id() : hostOf(place.address());
    String name = (vendor + "-" + place.suite()).toLowerCase(Locale.ROOT);
    String slug = name.replaceAll("[^a-z0-9._+-]+", "-").replaceAll("^[^a-z0-9]+|-+$", "");
    return slug.substring(0, Math.min(LONGEST_NAME, slug.length()));
  }

  private static String hostOf(String address) {
    String host = address.replaceFirst("^[^:]*:/*([^/]*@)?", "").replaceFirst("[/:].*", "");
    return host.isEmpty() ? "archive" : host;
  }

  private static String unique(String name, Set<String> names) {
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }
}
