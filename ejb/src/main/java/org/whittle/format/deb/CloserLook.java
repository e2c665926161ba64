package org.whittle.format.deb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** Reads a stanza that is not in the common form, and writes it in that form if it is right. */
final class CloserLook {
  private CloserLook() {}

  /** The fields of the stanza; null if it is malformed, which is added to the problems. */
  static @Nullable StanzaFields at(
      byte[] text, int from, int to, String source, long linesBefore, List<Problem> problems) {
    int found = problems.size();
    ByteArrayInputStream in = new ByteArrayInputStream(text, from, to - from);
    RecordReader records = new RecordReader();
    try {
      Optional<Stanza> read =
          new ControlReader(in, source).next(p -> problems.add(moved(p, linesBefore)));
      if (read.isEmpty() || problems.size() > found) {
        return null;
      }
      Stanza stanza = read.get();
      try {
        return written(stanza, records.read(stanza), linesBefore);
      } catch (InvalidInput e) {
        String field = records.field();
        problems.add(new Problem(source, linesBefore + stanza.line(field), field, e.getMessage()));
        return null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  private static Problem moved(Problem problem, long lines) {
    return new Problem(
        problem.source(), lines + problem.line(), problem.field(), problem.message());
  }

  private static StanzaFields written(Stanza stanza, IndexRecord record, long linesBefore) {
    StringBuilder text = new StringBuilder();
    int[] starts = new int[IndexField.COUNT];
    int[] ends = new int[IndexField.COUNT];
    for (IndexField field : IndexField.values()) {
      starts[field.place()] = length(text);
      text.append(value(stanza, record, field));
      ends[field.place()] = length(text);
    }
    StanzaFields fields = new StanzaFields(stanza.source());
    fields.begin(text.toString().getBytes(StandardCharsets.UTF_8), 0, 0);
    for (int i = 0; i < IndexField.COUNT; i++) {
      fields.set(i, starts[i], ends[i]);
    }
    fields.originally(stanza, linesBefore);
    return fields;
  }

  private static int length(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String value(Stanza stanza, IndexRecord record, IndexField field) {
    return switch (field) {
      case SOURCE -> record.source() + " (" + record.sourceVersion() + ")";
      case SHA256 -> record.sha256().hex();
      case DESCRIPTION -> record.description();
      default -> stanza.get(field.text(), "").replace('\n', ' ').strip();
    };
  }
}
