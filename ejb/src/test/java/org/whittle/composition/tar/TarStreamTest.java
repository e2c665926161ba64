package org.whittle.composition.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

final class TarStreamTest {
  private static final Instant TIME = Instant.parse("2024-02-29T12:00:00.9Z");

  @Test
  void aForeignReaderSeesWhatWasWritten() throws IOException {
    List<TarMember> members =
        List.of(
            TarMember.directory("usr/"),
            TarMember.file("usr/hello", bytes("hello")),
            TarMember.file("usr/block", new byte[512]),
            new TarMember(
                "usr/link", FileKind.SYMLINK, 0777, 0, 0, 0, "../" + "x".repeat(120), () -> none()),
            new TarMember("usr/su", FileKind.REGULAR, 04755, 3_000_000, 42, 0, "", () -> none()),
            TarMember.file("usr/\u00e4", bytes("\u00e4")),
            TarMember.file("p".repeat(150) + "/" + "n".repeat(100), bytes("split")),
            TarMember.file("p".repeat(160) + "/" + "n".repeat(100), bytes("pax")));
    assertEquals(
        String.join(
            "\n",
            "drwxr 755 0:0 usr/",
            "-file 644 0:0 usr/hello hello",
            "-file 644 0:0 usr/block 512 bytes",
            "llink 777 0:0 usr/link -> ../" + "x".repeat(120),
            "-file 4755 3000000:42 usr/su ",
            "-file 644 0:0 usr/\u00e4 \u00e4",
            "-file 644 0:0 " + "p".repeat(150) + "/" + "n".repeat(100) + " split",
            "-file 644 0:0 " + "p".repeat(160) + "/" + "n".repeat(100) + " pax"),
        dump(members));
  }

  @Test
  void theLengthIsKnownBefore() throws IOException {
    List<TarMember> members =
        List.of(
            TarMember.file("a", bytes("x".repeat(513))),
            TarMember.file("n".repeat(101), new byte[0]),
            TarMember.file("c", new byte[1024]));
    assertEquals(read(members).length, TarStream.length(members, TIME));
    assertEquals(1024, TarStream.length(List.of(), TIME));
    assertEquals(1024, read(List.of()).length);
  }

  @Test
  void theBytesAreFixed() throws IOException {
    List<TarMember> members =
        List.of(
            TarMember.directory("etc/"),
            TarMember.file("etc/\u00e4", bytes("text")),
            TarMember.file("n".repeat(101), new byte[0]));
    assertEquals(
        "739a3eca9ed08259594fa447f2c04e3c76a26a4112d2e268af25121a75926df2",
        Digest.of(read(members)).hex());
  }

  @Test
  void contentOfAnotherSizeIsRefused() {
    for (String content : List.of("four", "sixsix")) {
      TarMember member = TarMember.file("f", 5, () -> new ByteArrayInputStream(bytes(content)));
      Corrupted failure = assertThrows(Corrupted.class, () -> read(List.of(member)));
      assertEquals(
          "cannot archive f: its content is "
              + (content.length() < 5 ? "shorter" : "longer")
              + " than 5 bytes",
          failure.getMessage());
    }
  }

  private static InputStream none() {
    return InputStream.nullInputStream();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(List<TarMember> members) throws IOException {
    try (InputStream tar = new TarStream(members, TIME)) {
      return tar.readAllBytes();
    }
  }

  private static String dump(List<TarMember> members) throws IOException {
    List<String> lines = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(read(members)), "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        assertEquals(TIME.getEpochSecond(), e.getLastModifiedTime().toInstant().getEpochSecond());
        assertEquals("", e.getUserName() + e.getGroupName());
        String head =
            Integer.toOctalString(e.getMode() & 07777)
                + " "
                + e.getLongUserId()
                + ":"
                + e.getLongGroupId()
                + " "
                + e.getName();
        if (e.isDirectory()) {
          lines.add("drwxr " + head);
        } else if (e.isSymbolicLink()) {
          lines.add("llink " + head + " -> " + e.getLinkName());
        } else {
          byte[] content = tar.readAllBytes();
          String text =
              content.length > 100
                  ? content.length + " bytes"
                  : new String(content, StandardCharsets.UTF_8);
          lines.add("-file " + head + " " + text);
        }
      }
    }
    return String.join("\n", lines);
  }
}
