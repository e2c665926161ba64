package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the outer archive of a package (deb(5), "FORMAT"; the common format of ar). */
final class ArReader {
  private static final String MAGIC = "!<arch>\n";
  private static final int HEADER = 60;

  /** A member; its content must be read before the next one is asked for. */
  record Member(String name, InputStream content) {}

  private final InputStream in;
  private MemberStream current;
  private boolean padded;

  ArReader(InputStream in) throws IOException {
    this.in = in;
    this.current = new MemberStream(in, "", 0);
    byte[] magic = in.readNBytes(MAGIC.length());
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new MalformedArchive("it is not an ar archive");
    }
  }

  /** The next member, or empty at the end. */
  Optional<Member> next() throws IOException {
    current.skipNBytes(current.remaining());
    if (padded) {
      in.read();
    }
    byte[] header = in.readNBytes(HEADER);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < HEADER || header[58] != '`' || header[59] != '\n') {
      throw new MalformedArchive("the header of an ar member is broken or cut off");
    }
    String name = field(header, 0, 16);
    name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    long size = size(name, field(header, 48, 10));
    padded = size % 2 == 1;
    current = new MemberStream(in, name, size);
    return Optional.of(new Member(name, current));
  }

  private static String field(byte[] header, int from, int length) {
    return new String(header, from, length, StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static long size(String name, String text) throws IOException {
    long size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new MalformedArchive("ar member \"" + name + "\" has no size");
      }
      size = size * 10 + (c - '0');
    }
    if (text.isEmpty()) {
      throw new MalformedArchive("ar member \"" + name + "\" has no size");
    }
    return size;
  }
}
