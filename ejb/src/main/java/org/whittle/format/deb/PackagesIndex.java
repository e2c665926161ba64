package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.InvalidInput;

/** Reads the index of an archive's packages (Debian repository format, "Packages indices"). */
public final class PackagesIndex {
  private final ControlReader reader;
  private final String source;
  private final RecordReader records = new RecordReader();
  private final List<Problem> problems = new ArrayList<>();
  private boolean lastIsFaulty;

  private PackagesIndex(InputStream plainText, String source) {
    this.reader = new ControlReader(plainText, source);
    this.source = source;
  }

  /**
   * Delivers the records of an index in its order; the caller closes the stream.
   *
   * <p>Malformed stanzas are passed over and reported, the last one too if it ends with a line and
   * lacks none of the fields that each must have: otherwise the index is cut off. If this throws,
   * the records delivered so far are not to be used: an index counts whole or not at all.
   *
   * @param plainText the index, uncompressed
   * @param sourceName names the index in messages
   * @throws Corrupted if the index is cut off or its compression is broken
   */
  public static IndexReport read(
      InputStream plainText, String sourceName, Consumer<IndexRecord> consumer) {
    try {
      return new PackagesIndex(plainText, sourceName).read(consumer);
    } catch (IOException e) {
      throw new Corrupted("cannot read index " + sourceName + ": " + e.getMessage(), REFETCH, e);
    }
  }

  private static final String REFETCH = "Fetch it again";

  private IndexReport read(Consumer<IndexRecord> consumer) throws IOException {
    int count = 0;
    while (true) {
      lastIsFaulty = false;
      Optional<Stanza> stanza = reader.next(this::pass);
      if (stanza.isEmpty()) {
        break;
      }
      lastIsFaulty = false;
      Optional<IndexRecord> record = record(stanza.get());
      if (record.isPresent()) {
        consumer.accept(record.get());
        count++;
      }
      if (!reader.closed()) {
        break;
      }
    }
    refuseIfCutOff();
    return new IndexReport(count, problems);
  }

  private Optional<IndexRecord> record(Stanza stanza) {
    try {
      return Optional.of(records.read(stanza));
    } catch (InvalidInput e) {
      String field = records.field();
      pass(new Problem(source, stanza.line(field), field, e.getMessage()));
      return Optional.empty();
    }
  }

  private void pass(Problem problem) {
    problems.add(problem);
    lastIsFaulty = true;
  }

  private void refuseIfCutOff() {
    if (!reader.terminated()) {
      throw new Corrupted(
          "cannot read index " + source + ": it ends in the middle of line " + reader.line(),
          REFETCH,
          null);
    }
    if (lastIsFaulty && CutOff.endsInStanza(reader)) {
      throw new Corrupted(
          "cannot read index " + source + ": it ends inside of a stanza: " + problems.getLast(),
          REFETCH,
          null);
    }
  }
}
