package org.whittle.testarchive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a real {@code .deb} file (deb(5)).
 *
 * <p>Paths are absolute, such as {@code /usr/bin/x}; the directories above them are made. Members
 * keep their order. What {@link #raw} adds is written as it is.
 */
public final class DebBuilder {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> controlFiles = new TreeMap<>();
  private final List<TarMember> members = new ArrayList<>();
  private final StringBuilder conffiles = new StringBuilder();
  private final StringBuilder md5sums = new StringBuilder();
  private Instant time = TIME;
  private Packing controlPacking = Packing.XZ;
  private Packing dataPacking = Packing.XZ;
  private boolean gnuLongNames = true;
  private byte @Nullable [] data;

  private DebBuilder() {}

  /** A package without files. */
  public static DebBuilder deb(String name, String version, String architecture) {
    return new DebBuilder()
        .field("Package", name)
        .field("Version", version)
        .field("Architecture", architecture)
        .field("Maintainer", "Test <test@example.org>")
        .field("Section", "misc")
        .field("Priority", "optional")
        .field("Description", "test package " + name);
  }

  /** Sets a field of the control file; more lines are to start with a space. */
  public DebBuilder field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** Takes a field away. */
  public DebBuilder without(String name) {
    fields.remove(name);
    return this;
  }

  /** Sets the relation {@code Depends}. */
  public DebBuilder depends(String relations) {
    return field("Depends", relations);
  }

  /** Names the source package, if it is not called as this one. */
  public DebBuilder source(String name) {
    return field("Source", name);
  }

  /** A file of mode 0644. */
  public DebBuilder file(String path, String content) {
    return file(path, content, 0644);
  }

  /** A file of text. */
  public DebBuilder file(String path, String content, int mode) {
    return file(path, content.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** A file of bytes. */
  public DebBuilder file(String path, byte[] content, int mode) {
    md5sums.append(md5(content)).append("  ").append(path.substring(1)).append('\n');
    return raw(TarMember.of("." + path, '0').withMode(mode).withContent(content));
  }

  /** A file that the administrator may change: listed in {@code conffiles}. */
  public DebBuilder conffile(String path, String content) {
    conffiles.append(path).append('\n');
    return raw(TarMember.file("." + path, content));
  }

  /** A directory of mode 0755. */
  public DebBuilder directory(String path) {
    return directory(path, 0755);
  }

  /** A directory. */
  public DebBuilder directory(String path, int mode) {
    return raw(TarMember.of("." + path + "/", '5').withMode(mode));
  }

  /** A symbolic link. */
  public DebBuilder symlink(String path, String target) {
    return raw(TarMember.symlink("." + path, target));
  }

  /** A hard link to a file of this package. */
  public DebBuilder hardLink(String path, String target) {
    return raw(TarMember.hardLink("." + path, "." + target));
  }

  /** A maintainer script, such as {@code postinst}. */
  public DebBuilder script(String name, String text) {
    return controlFile(name, text);
  }

  /** A file of the control archive, such as {@code triggers}. */
  public DebBuilder controlFile(String name, String text) {
    controlFiles.put(name, text);
    return this;
  }

  /** A member of the data archive as it is, however hostile. */
  public DebBuilder raw(TarMember member) {
    members.add(member);
    return this;
  }

  /** The data archive as it is, uncompressed, in place of all members. */
  public DebBuilder rawData(byte[] tar) {
    data = tar;
    return this;
  }

  /** How the two archives are compressed; xz if not said. */
  public DebBuilder packing(Packing control, Packing dataArchive) {
    controlPacking = control;
    dataPacking = dataArchive;
    return this;
  }

  /** Writes long names as pax has it, not as GNU tar. */
  public DebBuilder paxLongNames() {
    gnuLongNames = false;
    return this;
  }

  /** The time of all members. */
  public DebBuilder at(Instant instant) {
    time = instant;
    return this;
  }

  /** The control fields in order, with the installed size. */
  public Map<String, String> fields() {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.computeIfAbsent("Installed-Size", key -> String.valueOf(installedKib()));
    return all;
  }

  /** The package. */
  public byte[] build() {
    return new ArBuilder()
        .member("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII))
        .member("control.tar" + controlPacking.suffix(), controlPacking.pack(controlTar()))
        .member("data.tar" + dataPacking.suffix(), dataPacking.pack(dataTar()))
        .build();
  }

  /** The control archive, uncompressed. */
  public byte[] controlTar() {
    Map<String, String> files = new TreeMap<>(controlFiles);
    files.putIfAbsent("control", stanza(fields()));
    if (!conffiles.isEmpty()) {
      files.putIfAbsent("conffiles", conffiles.toString());
    }
    if (!md5sums.isEmpty()) {
      files.putIfAbsent("md5sums", md5sums.toString());
    }
    TarBuilder tar = new TarBuilder(time).root();
    files.forEach((name, text) -> tar.member(TarMember.file("./" + name, text).withMode(0755)));
    return tar.build();
  }

  /** Paths of all members but directories, without a leading slash, as archives list them. */
  public List<String> paths() {
    return members.stream()
        .filter(member -> member.type() != '5' && member.name().startsWith("./"))
        .map(member -> member.name().substring(2))
        .toList();
  }

  /** The data archive, uncompressed. */
  public byte[] dataTar() {
    if (data != null) {
      return data;
    }
    TarBuilder tar = new TarBuilder(time).longNames(gnuLongNames).root();
    for (TarMember member : members) {
      if (member.name().startsWith("./") && !member.name().contains("..")) {
        String path = member.name().substring(1).replaceAll("/$", "");
        tar.parents(path).known(path);
      }
      tar.member(member);
    }
    return tar.build();
  }

  static String stanza(Map<String, String> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private long installedKib() {
    return members.stream().mapToLong(member -> (member.content().length + 1023) / 1024).sum();
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
