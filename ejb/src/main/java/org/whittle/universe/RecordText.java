package org.whittle.universe;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.MultiArch;

/** Writes records as an index, one field a line. */
final class RecordText {
  private final StringBuilder text = new StringBuilder();

  private RecordText() {}

  static byte[] of(Collection<IndexRecord> records) {
    RecordText text = new RecordText();
    records.forEach(text::add);
    return text.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void add(IndexRecord record) {
    add("Package", record.id().name().value());
    add("Version", record.id().version().value());
    add("Architecture", record.id().architecture().value());
    add("Source", record.source() + " (" + record.sourceVersion() + ")");
    add("Section", record.section());
    add("Priority", record.priority());
    add("Essential", record.essential() ? "yes" : "");
    add("Important", record.important() ? "yes" : "");
    add("Multi-Arch", multiArch(record.multiArch()));
    add("Installed-Size", String.valueOf(record.installedSizeKib()));
    add("Size", String.valueOf(record.size()));
    add("Filename", record.filename());
    add("SHA256", record.sha256().hex());
    add("Description", record.description());
    add("Pre-Depends", record.preDepends());
    add("Depends", record.depends());
    add("Recommends", record.recommends());
    add("Conflicts", record.conflicts());
    add("Breaks", record.breaks());
    add("Provides", record.provides());
    text.append('\n');
  }

  private static String multiArch(MultiArch kind) {
    return kind == MultiArch.NO ? "" : kind.name().toLowerCase(Locale.ROOT);
  }

  private void add(String field, String value) {
    if (!value.isEmpty()) {
      text.append(field).append(": ").append(value.replace('\n', ' ')).append('\n');
    }
  }
}
