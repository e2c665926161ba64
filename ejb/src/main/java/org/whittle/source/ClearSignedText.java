package org.whittle.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.whittle.kernel.Corrupted;

/**
 * A text in the cleartext signature framework, taken apart but not yet verified (RFC 9580, section
 * 7, "Cleartext Signature Framework").
 *
 * <p>Strict where others were fooled: nothing may stand before or behind it, the only header is
 * {@code Hash}, a line that starts with a dash must be escaped, and a carriage return may only end
 * a line.
 *
 * @param lines what is signed, without dash escapes, trailing blanks and line ends; bytes as
 *     Latin-1
 * @param armor the armored signature block
 */
record ClearSignedText(List<String> lines, String armor) {
  private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";
  private static final String REMEDY =
      "Check that the address is that of a package archive, and that no portal or proxy on the way"
          + " answers in its place";

  /** Copies the lines. */
  ClearSignedText {
    lines = List.copyOf(lines);
  }

  /**
   * Takes a file apart.
   *
   * @param what names the file in messages
   * @throws Corrupted if it is not exactly one clear-signed text
   */
  static ClearSignedText parse(byte[] content, String what) {
    String[] raw = new String(content, StandardCharsets.ISO_8859_1).split("\n", -1);
    if (!stripped(raw[0]).equals(BEGIN)) {
      throw new Corrupted("cannot trust " + what + ": it is not signed", REMEDY, null);
    }
    int body = skipHeaders(raw, what);
    List<String> lines = new ArrayList<>(raw.length);
    int at = body;
    while (at < raw.length && !stripped(raw[at]).equals(SIGNATURE)) {
      lines.add(unescaped(stripped(raw[at]), at + 1, what));
      at++;
    }
    return new ClearSignedText(lines, armor(raw, at, what));
  }

  private static int skipHeaders(String[] raw, String what) {
    for (int i = 1; i < raw.length; i++) {
      String line = stripped(raw[i]);
      if (line.isEmpty()) {
        return i + 1;
      }
      if (!line.startsWith("Hash: ")) {
        throw malformed(what, i + 1, "only Hash headers are allowed");
      }
    }
    throw malformed(what, raw.length, "the signed text is missing");
  }

  private static String unescaped(String line, int number, String what) {
    if (line.indexOf('\r') >= 0) {
      throw malformed(what, number, "a carriage return stands inside the line");
    }
    if (line.startsWith("- ")) {
      return line.substring(2);
    }
    if (line.startsWith("-")) {
      throw malformed(what, number, "the line starts with a dash that is not escaped");
    }
    return line;
  }

  private static String armor(String[] raw, int start, String what) {
    StringBuilder armor = new StringBuilder();
    int at = start;
    while (at < raw.length && !stripped(raw[at]).equals(END)) {
      armor.append(stripped(raw[at++])).append('\n');
    }
    if (at == raw.length) {
      throw malformed(what, raw.length, "the signature is cut off");
    }
    for (int i = at + 1; i < raw.length; i++) {
      if (!stripped(raw[i]).isEmpty()) {
        throw malformed(what, i + 1, "something stands behind the signature");
      }
    }
    return armor.append(END).append('\n').toString();
  }

  /** Without what a signature does not cover: the line end and blanks before it. */
  private static String stripped(String line) {
    int end = line.length();
    while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private static Corrupted malformed(String what, int line, String fault) {
    return new Corrupted("cannot trust " + what + ": line " + line + ": " + fault, REMEDY, null);
  }

  /** What the signature is computed over: lines joined by CRLF, without a last line end. */
  byte[] canonical() {
    return String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The signed text with LF line ends. */
  String text() {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
