package org.whittle.application.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.resolver.Subject;
import org.whittle.resolver.VersionRange;

/**
 * A name and a range as people write them: {@code name}, {@code name=1.2}, {@code name >= 1.2} or
 * {@code name (>= 1.2, << 2)}; an architecture may follow the name, as in {@code name:amd64}.
 */
record RangeText(Subject subject, VersionRange range) {
  private static final Pattern BOUND = Pattern.compile("(<<|<=|=|>=|>>)\\s*(\\S+)");

  /**
   * Reads a text; {@code what} says in errors what it is of.
   *
   * @throws InvalidInput if it is none
   */
  static RangeText read(String what, String text) {
    String trimmed = text.strip();
    int end = 0;
    while (end < trimmed.length() && " \t(<>=".indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    String rest = trimmed.substring(end).strip();
    if (rest.startsWith("(") && rest.endsWith(")")) {
      rest = rest.substring(1, rest.length() - 1).strip();
      if (rest.isEmpty()) {
        throw wrong(what, text);
      }
    }
    Subject subject = Subject.parse(trimmed.substring(0, end));
    return new RangeText(subject, rest.isEmpty() ? VersionRange.ANY : range(what, text, rest));
  }

  /**
   * Reads a text of what counts for every architecture.
   *
   * @param verb what is to be done with it, in errors
   * @throws InvalidInput if it is none, or if it names an architecture
   */
  static RangeText everywhere(String verb, String what, String text) {
    RangeText read = read(what, text);
    if (read.subject.architecture().isPresent()) {
      throw new InvalidInput(
          "cannot " + verb + " \"" + text + "\": that counts for every architecture",
          "Write the name without an architecture",
          null);
    }
    return read;
  }

  PackageName name() {
    return subject.name();
  }

  private static VersionRange range(String what, String text, String bounds) {
    List<VersionRange.Bound> found = new ArrayList<>();
    for (String bound : bounds.split(",", -1)) {
      Matcher matcher = BOUND.matcher(bound.strip());
      if (!matcher.matches()) {
        throw wrong(what, text);
      }
      VersionRange.Comparison comparison = comparison(matcher.group(1)).orElseThrow();
      found.add(new VersionRange.Bound(comparison, new Version(matcher.group(2))));
    }
    return new VersionRange(found);
  }

  private static Optional<VersionRange.Comparison> comparison(String sign) {
    return List.of(VersionRange.Comparison.values()).stream()
        .filter(comparison -> comparison.sign().equals(sign))
        .findFirst();
  }

  private static InvalidInput wrong(String what, String text) {
    return new InvalidInput(
        "cannot read " + what + " \"" + text + "\"",
        "Write a name alone, name=version or name (>= version, << version)",
        null);
  }
}
