package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;

/**
 * Reads a Packages index, or a part of one, as bytes (deb822(5), "SYNTAX").
 *
 * <p>It reads what {@link PackagesIndex} reads, with the same faults at the same places: stanzas in
 * the form that archives write are taken as they are, any other is looked at more closely. A part
 * ends behind a blank line; lines are counted from its start. For one thread.
 */
public final class IndexScanner {
  private static final int BUFFER = 1 << 18;
  private static final int LONGEST = 1 << 26;
  private static final int WANTED = IndexField.COUNT;
  private static final int DESCRIPTION = IndexField.DESCRIPTION.place();

  private final InputStream in;
  private final String source;
  private final StanzaSink sink;
  private final FieldTable names = new FieldTable();
  private final StanzaFields fields;
  private final List<Problem> problems = new ArrayList<>();
  private byte[] buffer = new byte[BUFFER];
  private int next;
  private int limit;
  private boolean ended;
  private long lines;
  private int count;

  private long seen;
  private int current;
  private boolean odd;
  private int linesRead;
  private boolean closed;

  /** Reads a stream, which the caller closes; the source names it in messages. */
  public IndexScanner(InputStream in, String source, StanzaSink sink) {
    this.in = in;
    this.source = source;
    this.sink = sink;
    this.fields = new StanzaFields(source);
  }

  /**
   * Reads all; what was delivered before a failure is not to be used.
   *
   * @throws IOException if the stream cannot be read or its compression is broken
   */
  public ScannedPart scan() throws IOException {
    while (true) {
      int end = readStanza();
      if (end > limit && !ended) {
        fill();
      } else if (end > limit) {
        return part(ScannedPart.Ending.IN_LINE, lines + linesRead);
      } else if (seen == 0 && !odd) {
        return part(ScannedPart.Ending.WHOLE, lines + linesRead);
      } else {
        boolean taken = deliver(next, end);
        lines += linesRead;
        if (!closed) {
          boolean cut = !taken && CutOff.endsInStanza(buffer, next, end, source);
          return part(cut ? ScannedPart.Ending.IN_STANZA : ScannedPart.Ending.WHOLE, lines);
        }
        next = end;
      }
    }
  }

  private ScannedPart part(ScannedPart.Ending ending, long allLines) {
    return new ScannedPart(source, count, allLines, problems, ending);
  }

  /** Reads the lines up to the next blank one; gives the place behind, beyond the limit if none. */
  private int readStanza() {
    fields.begin(buffer, next, lines);
    seen = 0;
    current = -1;
    odd = false;
    linesRead = 0;
    closed = false;
    int at = next;
    while (at < limit) {
      linesRead++;
      byte first = buffer[at];
      if (first == '\n') {
        at++;
        closed = seen != 0 || odd;
      } else if (first == ' ' || first == '\t' || first == '\r') {
        at = readContinuation(at);
      } else if (first == '#') {
        at = lineEnd(at) + 1;
      } else {
        at = readField(at);
      }
      if (closed) {
        return at;
      }
    }
    return ended ? at : limit + 1;
  }

  private int readField(int from) {
    int hash = 0;
    int colon = from;
    byte b = buffer[colon];
    while (b != ':' && b != '\n') {
      hash = 31 * hash + b;
      b = buffer[++colon];
    }
    if (b == '\n') {
      odd = true;
      return colon + 1;
    }
    int end = lineEnd(colon + 1);
    int number = names.number(buffer, from, colon, hash);
    if (number < 0 || (seen & 1L << number) != 0) {
      odd = true;
    } else {
      seen |= 1L << number;
      if (number < WANTED) {
        fields.set(number, colon + 1, end);
        odd |= fields.isEmpty(number);
      }
    }
    current = number;
    return end + 1;
  }

  private int readContinuation(int from) {
    int end = lineEnd(from);
    if (isBlank(from, end)) {
      closed = seen != 0 || odd;
    } else if (current < WANTED && current != DESCRIPTION) {
      odd = true;
    }
    return end + 1;
  }

  private boolean isBlank(int from, int end) {
    int last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    for (int i = from; i < last; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** A line feed stands behind the limit, too. */
  private int lineEnd(int from) {
    byte[] text = buffer;
    int at = from;
    while (text[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean deliver(int from, int end) {
    StanzaFields delivered = fields;
    if (odd || !PlainForm.isPlain(fields)) {
      StanzaFields found = CloserLook.at(buffer, from, end, source, lines, problems);
      if (found == null) {
        return false;
      }
      delivered = found;
    }
    return deliver(delivered);
  }

  private boolean deliver(StanzaFields stanza) {
    StanzaSink.@Nullable Fault fault = sink.accept(stanza).orElse(null);
    if (fault == null) {
      count++;
      return true;
    }
    problems.add(
        new Problem(source, stanza.line(fault.field()), fault.field().text(), fault.message()));
    return false;
  }

  /** Makes room behind the stanza that is being read, and reads more. */
  private void fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, limit - next);
    limit -= next;
    next = 0;
    if (limit > buffer.length / 2) {
      if (limit >= LONGEST) {
        throw new Corrupted(
            "cannot read " + source + ": the stanza at line " + (lines + 1) + " is over 64 MiB");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int n = in.read(buffer, limit, buffer.length - 1 - limit);
    ended = n < 0;
    limit += Math.max(n, 0);
    buffer[limit] = '\n';
  }
}
