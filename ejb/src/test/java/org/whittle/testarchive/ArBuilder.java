package org.whittle.testarchive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The outer archive of a package, member by member. */
public final class ArBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** An archive without members. */
  public ArBuilder() {
    bytes.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Appends a member. */
  public ArBuilder member(String name, byte[] content) {
    return header(name, String.valueOf(content.length)).raw(content, content.length % 2 == 1);
  }

  /** Appends a header only, with the size as given. */
  public ArBuilder header(String name, String size) {
    String header = "%-16s%-12s%-6s%-6s%-8s%-10s`\n".formatted(name, "0", "0", "0", "100644", size);
    bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private ArBuilder raw(byte[] content, boolean padded) {
    bytes.writeBytes(content);
    if (padded) {
      bytes.write('\n');
    }
    return this;
  }

  /** The archive. */
  public byte[] build() {
    return bytes.toByteArray();
  }
}
