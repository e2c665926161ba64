package org.whittle.format.deb;

/**
 * Reads a group of alternatives as bytes, as far as it is in the common form: names, qualifiers and
 * versions, without restrictions to architectures or profiles.
 *
 * <p>Whatever is in another form, wrong or not, is left to {@link Relations}. For one thread.
 */
public final class RelationScanner {
  private byte[] text = new byte[0];
  private int at;
  private int end;
  private boolean plain;
  private int nameStart;
  private int nameEnd;
  private int qualifierStart;
  private int qualifierEnd;
  private int versionStart;
  private int versionEnd;
  private Relation.Operator operator = Relation.Operator.EQUAL;

  /** Starts on a group without white space around it. */
  public void start(byte[] buffer, int from, int to) {
    text = buffer;
    at = from;
    end = to;
    plain = true;
  }

  /** Goes to the next alternative; false behind the last, or where the common form ends. */
  public boolean next() {
    if (at >= end || !plain) {
      return false;
    }
    plain = readName() && readVersion() && readEnd();
    return plain;
  }

  /** Whether all that was read so far is in the common form. */
  public boolean isPlain() {
    return plain;
  }

  private boolean readName() {
    nameStart = at;
    nameEnd = wordEnd(at);
    qualifierStart = nameEnd;
    qualifierEnd = nameEnd;
    if (nameEnd < end && text[nameEnd] == ':') {
      qualifierStart = nameEnd + 1;
      qualifierEnd = wordEnd(qualifierStart);
      if (!PlainForm.isName(text, qualifierStart, qualifierEnd)) {
        return false;
      }
    }
    at = skipSpaces(qualifierEnd);
    return PlainForm.isName(text, nameStart, nameEnd);
  }

  private boolean readVersion() {
    versionStart = at;
    versionEnd = at;
    if (at == end || text[at] != '(') {
      return true;
    }
    int sign = skipSpaces(at + 1);
    int behind = sign;
    while (behind < end && isSign(text[behind])) {
      behind++;
    }
    if (!readOperator(sign, behind)) {
      return false;
    }
    versionStart = skipSpaces(behind);
    versionEnd = versionStart;
    while (versionEnd < end && text[versionEnd] != ')' && text[versionEnd] != ' ') {
      versionEnd++;
    }
    int close = skipSpaces(versionEnd);
    if (close == end || text[close] != ')') {
      return false;
    }
    at = skipSpaces(close + 1);
    return PlainForm.isVersion(text, versionStart, versionEnd);
  }

  private boolean readOperator(int from, int to) {
    if (to == from + 1 && text[from] == '=') {
      operator = Relation.Operator.EQUAL;
      return true;
    }
    if (to != from + 2) {
      return false;
    }
    byte first = text[from];
    byte second = text[from + 1];
    if (second == '=') {
      operator =
          first == '>' ? Relation.Operator.LATER_OR_EQUAL : Relation.Operator.EARLIER_OR_EQUAL;
      return first != '=';
    }
    operator = first == '>' ? Relation.Operator.LATER : Relation.Operator.EARLIER;
    return first == second;
  }

  private static boolean isSign(byte b) {
    return b == '<' || b == '=' || b == '>';
  }

  private boolean readEnd() {
    if (at == end) {
      return true;
    }
    if (text[at] != '|') {
      return false;
    }
    at = skipSpaces(at + 1);
    return at < end;
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < end) {
      byte b = text[i];
      if (b == ' ' || b == ':' || b == '(' || b == '|' || b == '[' || b == '<') {
        break;
      }
      i++;
    }
    return i;
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < end && text[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Where the name starts. */
  public int nameStart() {
    return nameStart;
  }

  /** Where the name ends. */
  public int nameEnd() {
    return nameEnd;
  }

  /** Where the qualifier starts. */
  public int qualifierStart() {
    return qualifierStart;
  }

  /** Where the qualifier ends; its start if there is none. */
  public int qualifierEnd() {
    return qualifierEnd;
  }

  /** Where the version starts. */
  public int versionStart() {
    return versionStart;
  }

  /** Where the version ends; its start if there is none. */
  public int versionEnd() {
    return versionEnd;
  }

  /** How the version is compared, if there is one. */
  public Relation.Operator operator() {
    return operator;
  }
}
