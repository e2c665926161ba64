package org.whittle.testarchive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar archive; members may be as wrong as a test needs them. */
public final class TarBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar =
      new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
  private final Set<String> directories = new HashSet<>();
  private final long time;

  /** An archive whose members all have this time. */
  public TarBuilder(Instant time) {
    this.time = time.toEpochMilli();
    longNames(true);
  }

  /** Writes long names in the way of GNU tar (the default, as dpkg-deb does) or of pax. */
  public TarBuilder longNames(boolean gnu) {
    tar.setLongFileMode(
        gnu ? TarArchiveOutputStream.LONGFILE_GNU : TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(
        gnu ? TarArchiveOutputStream.BIGNUMBER_STAR : TarArchiveOutputStream.BIGNUMBER_POSIX);
    return this;
  }

  /** A member exactly as given. */
  public TarBuilder member(TarMember member) {
    TarArchiveEntry entry = new TarArchiveEntry(member.name(), (byte) member.type(), true);
    entry.setMode(member.mode());
    entry.setUserId(member.uid());
    entry.setGroupId(member.gid());
    entry.setUserName("");
    entry.setGroupName("");
    entry.setModTime(time);
    entry.setLinkName(member.link());
    entry.setSize(member.content().length);
    for (Map.Entry<String, String> header : member.paxHeaders().entrySet()) {
      entry.addPaxHeader(header.getKey(), header.getValue());
    }
    try {
      tar.putArchiveEntry(entry);
      tar.write(member.content());
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The directory {@code ./} that archives start with. */
  public TarBuilder root() {
    return member(TarMember.of("./", TarConstants.LF_DIR).withMode(0755));
  }

  /** The directories above a path such as {@code /usr/bin/x}, those that are not there yet. */
  public TarBuilder parents(String path) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String directory = path.substring(0, slash);
      if (directories.add(directory)) {
        member(TarMember.of("." + directory + "/", TarConstants.LF_DIR).withMode(0755));
      }
    }
    return this;
  }

  /** Remembers that a directory is there, so that it is not added as a parent. */
  TarBuilder known(String directory) {
    directories.add(directory);
    return this;
  }

  /** The archive with its end marks; nothing can be added then. */
  public byte[] build() {
    try {
      tar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
