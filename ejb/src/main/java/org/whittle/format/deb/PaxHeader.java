package org.whittle.format.deb;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The records of an extended header (pax(1), "pax Extended Header"). */
final class PaxHeader {
  private final Map<String, String> records = new HashMap<>();

  /** Reads records of the form {@code length key=value\n}. */
  PaxHeader(byte[] content) throws IOException {
    int at = 0;
    while (at < content.length && content[at] != 0) {
      int length = 0;
      int digit = at;
      while (digit < content.length && content[digit] >= '0' && content[digit] <= '9') {
        length = Math.min(length * 10 + (content[digit] - '0'), content.length + 1);
        digit++;
      }
      int end = at + length;
      if (digit == at || end > content.length || digit + 1 >= end || content[end - 1] != '\n') {
        throw new MalformedArchive("an extended tar header is broken");
      }
      put(TarHeader.text(content, digit + 1, end - 1));
      at = end;
    }
  }

  private void put(String record) throws IOException {
    int equals = record.indexOf('=');
    if (equals < 1) {
      throw new MalformedArchive("an extended tar header is broken");
    }
    records.put(record.substring(0, equals), record.substring(equals + 1));
  }

  /** The member with what this header says in place of what its own header says. */
  TarMember apply(TarMember member) throws IOException {
    for (String key : records.keySet()) {
      if (key.startsWith("GNU.sparse.")) {
        throw new MalformedArchive("member \"" + member.name() + "\" is a sparse file");
      }
    }
    return new TarMember(
        records.getOrDefault("path", member.name()),
        member.type(),
        records.getOrDefault("linkpath", member.link()),
        member.mode(),
        TarHeader.owner(number("uid", member.uid())),
        TarHeader.owner(number("gid", member.gid())),
        number("size", member.size()));
  }

  private long number(String key, long absent) throws IOException {
    String text = records.get(key);
    if (text == null) {
      return absent;
    }
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedArchive("an extended tar header is broken");
    }
    return Long.parseLong(text);
  }
}
