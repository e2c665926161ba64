package org.whittle.universe;

import java.util.Comparator;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.IndexRecord;

/** A record with what orders it among the versions of its name. */
record PackageRow(IndexRecord record, DebVersion version, int pin) {
  /** By name, then as apt prefers: the higher pin, the later version, the native architecture. */
  static final Comparator<PackageRow> ORDER =
      Comparator.comparing((PackageRow row) -> row.record.id().name())
          .thenComparing(Comparator.comparingInt(PackageRow::pin).reversed())
          .thenComparing(Comparator.comparing(PackageRow::version).reversed())
          .thenComparing(row -> row.record.id().architecture().value().equals("all"))
          .thenComparing(row -> row.record.id().version().value())
          .thenComparing(row -> row.record.filename())
          .thenComparing(row -> row.record.sha256().toString());

  static PackageRow of(IndexRecord record, int pin) {
    return new PackageRow(record, DebVersion.of(record.id().version()), pin);
  }

  /** Where the priority stands: 0 for essential packages, then required to extra. */
  int rank() {
    return switch (record.priority()) {
      case "required" -> 1;
      case "important" -> 2;
      case "standard" -> 3;
      case "optional" -> 4;
      default -> 5;
    };
  }
}
