package org.whittle.format.deb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Tells an index that was cut off behind a line from one whose last stanza is only malformed.
 *
 * <p>Blank lines separate stanzas, and the last one needs none behind it (Debian Policy 5.1). A cut
 * behind a line takes whole fields away and leaves the others as they were: a stanza that has all
 * fields that each must have, and is faulty in what they say, was written so.
 */
final class CutOff {
  private static final List<String> MANDATORY =
      List.of("package", "version", "architecture", "filename", "size", "sha256");

  private CutOff() {}

  /** Whether the last stanza of what a reader has read to its end lacks a field. */
  static boolean endsInStanza(ControlReader reader) {
    List<String> found = reader.unclosed().stream().map(FieldName::key).toList();
    return !reader.closed() && !found.containsAll(MANDATORY);
  }

  /** The same of the bytes of a stanza at the end of an index. */
  static boolean endsInStanza(byte[] text, int from, int to, String source) {
    ControlReader reader =
        new ControlReader(new ByteArrayInputStream(text, from, to - from), source);
    try {
      Optional<Stanza> read;
      do {
        read = reader.next(fault -> {});
      } while (read.isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
    return endsInStanza(reader);
  }
}
