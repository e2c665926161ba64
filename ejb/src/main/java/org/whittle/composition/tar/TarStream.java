package org.whittle.composition.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;

/**
 * A tar archive that comes into being as it is read.
 *
 * <p>Members are written in the given order with one modification time. Reading fails with {@link
 * Corrupted} if a content is longer or shorter than its member says. Not safe for use by several
 * threads.
 */
public final class TarStream extends InputStream {
  private final Iterator<TarMember> members;
  private final long mtime;
  private InputStream current = InputStream.nullInputStream();
  private @Nullable TarMember contentNext;
  private long contentLeft = -1;
  private @Nullable TarMember member;
  private boolean ended;

  /** An archive of the members; the time is cut to whole seconds. */
  public TarStream(List<TarMember> members, Instant mtime) {
    this.members = members.iterator();
    this.mtime = mtime.getEpochSecond();
  }

  /** The length of the whole archive in bytes. */
  public static long length(List<TarMember> members, Instant mtime) {
    long length = 2L * UstarBlock.SIZE;
    for (TarMember member : members) {
      length += TarHeader.of(member, mtime.getEpochSecond()).length;
      length += member.size() + padding(member.size());
    }
    return length;
  }

  static int padding(long size) {
    return (int) (-size & (UstarBlock.SIZE - 1));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (true) {
      int n = current.read(buffer, offset, length);
      if (n > 0) {
        count(n);
        return n;
      }
      if (!advance()) {
        return -1;
      }
    }
  }

  private void count(int n) {
    if (contentLeft >= 0) {
      contentLeft -= n;
      if (contentLeft < 0) {
        throw wrongSize("longer");
      }
    }
  }

  /** Goes on to the next part: header, content, padding, next header and in the end two blocks. */
  private boolean advance() throws IOException {
    current.close();
    if (contentLeft > 0) {
      throw wrongSize("shorter");
    }
    if (contentLeft == 0) {
      contentLeft = -1;
      current = zeros(padding(Objects.requireNonNull(member).size()));
      return true;
    }
    if (contentNext != null) {
      contentLeft = contentNext.size();
      current = contentNext.content().open();
      contentNext = null;
      return true;
    }
    if (members.hasNext()) {
      member = members.next();
      contentNext = member.size() > 0 ? member : null;
      current = new ByteArrayInputStream(TarHeader.of(member, mtime));
      return true;
    }
    if (!ended) {
      ended = true;
      current = zeros(2 * UstarBlock.SIZE);
      return true;
    }
    return false;
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  private Corrupted wrongSize(String how) {
    TarMember at = Objects.requireNonNull(member);
    return new Corrupted(
        "cannot archive "
            + at.name()
            + ": its content is "
            + how
            + " than "
            + at.size()
            + " bytes");
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
