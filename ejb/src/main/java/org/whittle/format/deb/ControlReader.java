package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/**
 * Reads control data, stanza by stanza (deb822(5), "SYNTAX").
 *
 * <p>Lines that start with {@code #} are comments; blank lines separate stanzas. The caller closes
 * the stream, which needs no buffer of its own. Not safe for use by several threads.
 */
public final class ControlReader {
  private final LineReader lines;
  private final String source;
  private final Map<String, FieldName> known = new HashMap<>();
  private boolean closed = true;
  private List<FieldName> unclosed = List.of();

  private final List<FieldName> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private @Nullable Problem problem;

  /** A reader of the stream; {@code source} names it in messages. */
  public ControlReader(InputStream in, String source) {
    this.lines = new LineReader(in, source);
    this.source = source;
  }

  /**
   * The next stanza, or empty at the end.
   *
   * @throws InvalidInput if the stanza is malformed, with its line; the next call goes on behind it
   */
  public Optional<Stanza> next() throws IOException {
    return next(
        fault -> {
          throw new InvalidInput("cannot read " + fault);
        });
  }

  /** The next well-formed stanza; the first fault of each malformed one before it is reported. */
  Optional<Stanza> next(Consumer<Problem> faults) throws IOException {
    while (readStanza()) {
      Problem fault = problem;
      if (fault == null) {
        return Optional.of(stanza());
      }
      faults.accept(fault);
    }
    return Optional.empty();
  }

  /** Whether the last stanza was ended by a blank line. */
  boolean closed() {
    return closed;
  }

  /** The fields of the last stanza, well-formed or not, if no blank line ended it. */
  List<FieldName> unclosed() {
    return unclosed;
  }

  /** Whether the last line was ended by a line feed. */
  boolean terminated() {
    return lines.terminated();
  }

  /** The line that was read last. */
  long line() {
    return lines.number();
  }

  private boolean readStanza() throws IOException {
    names.clear();
    values.clear();
    numbers.clear();
    problem = null;
    boolean any = false;
    while (lines.advance()) {
      if (lines.blank()) {
        if (any) {
          closed = true;
          return true;
        }
      } else if (lines.buffer()[lines.start()] != '#') {
        any = true;
        closed = false;
        readLine();
      }
    }
    if (any) {
      unclosed = List.copyOf(names);
    }
    return any;
  }

  private void readLine() {
    byte first = lines.buffer()[lines.start()];
    if (first == ' ' || first == '\t') {
      continueField();
      return;
    }
    int colon = lines.start();
    while (colon < lines.end() && lines.buffer()[colon] != ':') {
      colon++;
    }
    String written = text(lines.start(), colon);
    FieldName name = known.get(written);
    if (colon == lines.end()) {
      fault("", "a field or a continuation was expected");
    } else if (name == null && !isName(written)) {
      fault(written, "not the name of a field");
    } else {
      addField(name == null ? known.computeIfAbsent(written, FieldName::of) : name, colon + 1);
    }
  }

  private void addField(FieldName name, int valueStart) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).key().equals(name.key())) {
        fault(name.text(), "the field occurs twice");
      }
    }
    names.add(name);
    values.add(lines.trimmed(valueStart));
    numbers.add(lines.number());
  }

  private void continueField() {
    if (values.isEmpty()) {
      fault("", "a continuation without a field");
      return;
    }
    int last = values.size() - 1;
    values.set(last, values.get(last) + "\n" + lines.withoutTail(lines.start() + 1));
  }

  private String text(int from, int to) {
    return new String(lines.buffer(), from, to - from, StandardCharsets.UTF_8);
  }

  private static boolean isName(String text) {
    boolean printable = text.chars().allMatch(c -> c > ' ' && c <= '~');
    return !text.isEmpty() && printable && text.charAt(0) != '-';
  }

  private void fault(String field, String message) {
    if (problem == null) {
      problem = new Problem(source, lines.number(), field, message);
    }
  }

  private Stanza stanza() {
    long[] places = numbers.stream().mapToLong(Long::longValue).toArray();
    return new Stanza(source, List.copyOf(names), List.copyOf(values), places);
  }
}
