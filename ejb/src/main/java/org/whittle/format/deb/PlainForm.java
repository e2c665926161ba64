package org.whittle.format.deb;

/**
 * Whether a stanza is well-formed beyond doubt, seen at its bytes.
 *
 * <p>It answers no where it would have to look closer; what is wrong, if anything is, {@link
 * RecordReader} tells.
 */
final class PlainForm {
  private static final int LONGEST = 255;
  private static final int MOST_DIGITS = 15;
  private static final byte NAME = 1;
  private static final byte VERSION = 2;
  private static final byte HEX = 4;
  private static final byte[] KINDS = kinds();

  private PlainForm() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    mark(kinds, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-_~", NAME);
    mark(kinds, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-~", VERSION);
    mark(kinds, "0123456789abcdefABCDEF", HEX);
    return kinds;
  }

  private static void mark(byte[] kinds, String characters, byte kind) {
    for (int i = 0; i < characters.length(); i++) {
      kinds[characters.charAt(i)] |= kind;
    }
  }

  static boolean isPlain(StanzaFields fields) {
    byte[] text = fields.buffer();
    return isName(text, fields.start(IndexField.PACKAGE), fields.end(IndexField.PACKAGE))
        && isVersion(text, fields.start(IndexField.VERSION), fields.end(IndexField.VERSION))
        && isArchitecture(fields)
        && isSource(text, fields.start(IndexField.SOURCE), fields.end(IndexField.SOURCE))
        && fields.has(IndexField.SIZE)
        && isNumber(fields, IndexField.SIZE)
        && isNumber(fields, IndexField.INSTALLED_SIZE)
        && isPath(text, fields.start(IndexField.FILENAME), fields.end(IndexField.FILENAME))
        && isDigest(text, fields.start(IndexField.SHA256), fields.end(IndexField.SHA256))
        && isYesOrNo(fields, IndexField.ESSENTIAL)
        && isYesOrNo(fields, IndexField.PROTECTED)
        && isYesOrNo(fields, IndexField.IMPORTANT)
        && isMultiArch(fields);
  }

  static boolean isName(byte[] text, int from, int to) {
    return to > from && to - from <= LONGEST && all(text, from, to, NAME);
  }

  /** An epoch without leading zeros, and a revision that is not empty. */
  static boolean isVersion(byte[] text, int from, int to) {
    int start = from;
    int digits = from;
    while (digits < to && text[digits] >= '0' && text[digits] <= '9') {
      digits++;
    }
    if (digits < to && text[digits] == ':') {
      if (digits == from || digits - from > 8 || text[from] == '0') {
        return false;
      }
      start = digits + 1;
    }
    return to > start
        && to - from <= LONGEST
        && text[start] != '-'
        && text[to - 1] != '-'
        && all(text, start, to, VERSION);
  }

  private static boolean all(byte[] text, int from, int to, byte kind) {
    for (int i = from; i < to; i++) {
      if ((KINDS[text[i] & 0xff] & kind) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isArchitecture(StanzaFields fields) {
    byte[] text = fields.buffer();
    int from = fields.start(IndexField.ARCHITECTURE);
    int to = fields.end(IndexField.ARCHITECTURE);
    if (to == from || to - from > 32) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if ((text[i] < 'a' || text[i] > 'z') && (text[i] < '0' || text[i] > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSource(byte[] text, int from, int to) {
    if (from == to) {
      return true;
    }
    int space = from;
    while (space < to && text[space] != ' ') {
      space++;
    }
    return isName(text, from, space)
        && (space == to
            || (to - space > 3
                && text[space + 1] == '('
                && text[to - 1] == ')'
                && isVersion(text, space + 2, to - 1)));
  }

  private static boolean isNumber(StanzaFields fields, IndexField field) {
    byte[] text = fields.buffer();
    int to = fields.end(field);
    for (int i = fields.start(field); i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return to - fields.start(field) <= MOST_DIGITS;
  }

  private static boolean isPath(byte[] text, int from, int to) {
    if (from == to || text[from] == '/') {
      return false;
    }
    byte last = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b <= ' ' || (b == '.' && last == '.')) {
        return false;
      }
      last = b;
    }
    return true;
  }

  private static boolean isDigest(byte[] text, int from, int to) {
    return to - from == 2 * 32 && all(text, from, to, HEX);
  }

  private static boolean isYesOrNo(StanzaFields fields, IndexField field) {
    return !fields.has(field) || is(fields, field, "yes") || is(fields, field, "no");
  }

  private static boolean isMultiArch(StanzaFields fields) {
    return !fields.has(IndexField.MULTI_ARCH)
        || is(fields, IndexField.MULTI_ARCH, "same")
        || is(fields, IndexField.MULTI_ARCH, "foreign")
        || is(fields, IndexField.MULTI_ARCH, "allowed")
        || is(fields, IndexField.MULTI_ARCH, "no");
  }

  private static boolean is(StanzaFields fields, IndexField field, String value) {
    int from = fields.start(field);
    if (fields.end(field) - from != value.length()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (fields.buffer()[from + i] != value.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
