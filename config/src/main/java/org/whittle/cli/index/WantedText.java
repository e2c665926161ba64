package org.whittle.cli.index;

import java.util.ArrayList;
import java.util.List;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Version;
import org.whittle.resolver.Root;
import org.whittle.resolver.Subject;
import org.whittle.resolver.VersionRange;

/**
 * What people write for packages: {@code NAME}, {@code NAME=VERSION}, {@code NAME (>= 1, << 2)}; an
 * architecture may follow the name, as in {@code NAME:ARCH}.
 */
final class WantedText {
  private WantedText() {}

  static Root root(String text) {
    int open = text.indexOf('(');
    if (open > 0 && text.endsWith(")")) {
      String bounds = text.substring(open + 1, text.length() - 1);
      return root(text.substring(0, open).strip(), range(text, bounds));
    }
    int equals = text.indexOf('=');
    if (equals > 0) {
      String version = text.substring(equals + 1);
      return root(text.substring(0, equals), VersionRange.exactly(new Version(version)));
    }
    return root(text, VersionRange.ANY);
  }

  private static Root root(String asked, VersionRange range) {
    return new Root(Subject.parse(asked), range);
  }

  private static VersionRange range(String text, String bounds) {
    List<VersionRange.Bound> read = new ArrayList<>();
    for (String bound : bounds.split(",", -1)) {
      read.add(bound(text, bound.strip()));
    }
    return new VersionRange(read);
  }

  private static VersionRange.Bound bound(String text, String bound) {
    for (VersionRange.Comparison comparison : VersionRange.Comparison.values()) {
      if (bound.startsWith(comparison.sign())) {
        String version = bound.substring(comparison.sign().length()).strip();
        return new VersionRange.Bound(comparison, new Version(version));
      }
    }
    throw new InvalidInput(
        "cannot read range \"" + text + "\": a bound starts with <<, <=, =, >= or >>");
  }
}
