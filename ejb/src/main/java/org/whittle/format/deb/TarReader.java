package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a tar archive as a stream (tar(5): ustar, pax and GNU long names).
 *
 * <p>It checks form only; what members a package may have is for the caller to say. An archive ends
 * with a zero block; one that just stops is cut off.
 */
final class TarReader {
  private static final int LONGEST_NAME = 1 << 13;
  private static final int LONGEST_HEADER = 1 << 20;

  private final InputStream in;
  private MemberStream content;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
    this.content = new MemberStream(in, "", 0);
  }

  /** The next member, or empty at the end of the archive, up to which the stream is then read. */
  Optional<TarMember> next() throws IOException {
    PaxHeader pax = null;
    String name = null;
    String link = null;
    while (true) {
      TarHeader header = header();
      if (header == null) {
        return Optional.empty();
      }
      switch (header.type()) {
        case 'L' -> name = longName(header);
        case 'K' -> link = longName(header);
        case 'x' -> pax = new PaxHeader(extension(header, LONGEST_HEADER));
        default -> {
          return Optional.of(open(whole(header.member(), name, link, pax)));
        }
      }
    }
  }

  /** The content of the current member. */
  MemberStream content() {
    return content;
  }

  private static TarMember whole(
      TarMember plain, @Nullable String name, @Nullable String link, @Nullable PaxHeader pax)
      throws IOException {
    TarMember named =
        new TarMember(
            name == null ? plain.name() : name,
            plain.type(),
            link == null ? plain.link() : link,
            plain.mode(),
            plain.uid(),
            plain.gid(),
            plain.size());
    TarMember member = pax == null ? named : pax.apply(named);
    boolean oldDirectory = member.type() == TarMember.REGULAR && member.name().endsWith("/");
    return oldDirectory ? asDirectory(member) : member;
  }

  private static TarMember asDirectory(TarMember m) {
    return new TarMember(
        m.name(), TarMember.DIRECTORY, m.link(), m.mode(), m.uid(), m.gid(), m.size());
  }

  private TarMember open(TarMember member) {
    content = new MemberStream(in, member.name(), member.size());
    padding = -member.size() & (TarHeader.SIZE - 1);
    return member;
  }

  /** The next header block; null at the end. */
  private @Nullable TarHeader header() throws IOException {
    content.skipNBytes(content.remaining());
    if (in.readNBytes((int) padding).length < padding) {
      throw new MalformedArchive("the tar archive is cut off");
    }
    padding = 0;
    byte[] block = in.readNBytes(TarHeader.SIZE);
    if (block.length < TarHeader.SIZE) {
      throw new MalformedArchive("the tar archive is cut off");
    }
    return TarHeader.isZero(block) ? null : new TarHeader(block);
  }

  private String longName(TarHeader header) throws IOException {
    byte[] bytes = extension(header, LONGEST_NAME);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return TarHeader.text(bytes, 0, end);
  }

  private byte[] extension(TarHeader header, int longest) throws IOException {
    TarMember member = open(header.member());
    if (member.size() > longest) {
      throw new MalformedArchive("a name or extended header is longer than " + longest + " bytes");
    }
    return content.readAllBytes();
  }
}
