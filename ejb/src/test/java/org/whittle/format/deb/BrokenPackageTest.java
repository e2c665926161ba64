package org.whittle.format.deb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.whittle.format.deb.Refusals.nginx;
import static org.whittle.format.deb.Refusals.refusal;
import static org.whittle.format.deb.Refusals.refused;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whittle.testarchive.ArBuilder;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;
import org.whittle.testarchive.TarBuilder;
import org.whittle.testarchive.TarMember;

/** Each package here is cut off, damaged or not what it says; the message says where. */
class BrokenPackageTest {
  @Test
  void aLongNameIsNotReadWithoutEnd() {
    byte[] tar =
        new TarBuilder(Instant.EPOCH)
            .member(TarMember.of("././@LongLink", 'L').withContent(new byte[10_000]))
            .build();

    refused(nginx().rawData(tar), "a name or extended header is longer than 8192 bytes");
  }

  @Test
  void brokenTarsAreRefused() {
    byte[] good = new TarBuilder(Instant.EPOCH).member(TarMember.file("./file", "content")).build();
    refused(nginx().rawData(with(good, 0, "x")), "the checksum of a tar header is wrong");
    refused(nginx().rawData(with(good, 124, "9")), "the checksum of a tar header is wrong");
    refused(nginx().rawData(with(good, 148, "abc")), "a number in a tar header is not octal");
    refused(nginx().rawData(Arrays.copyOf(good, 300)), "the tar archive is cut off");
    refused(nginx().rawData(Arrays.copyOf(good, 512)), "member \"./file\" is cut off");
    refused(nginx().rawData(Arrays.copyOf(good, 515)), "member \"./file\" is cut off");
    refused(nginx().rawData(Arrays.copyOf(good, 600)), "the tar archive is cut off");
    refused(nginx().rawData(Arrays.copyOf(good, 1024)), "the tar archive is cut off");
    refused(nginx().rawData(new byte[0]), "the tar archive is cut off");
    refused(
        nginx().rawData(summed(with(good, 0, "\u00ff"))),
        "member \"\ufffd/file\" has a name that is not UTF-8");
  }

  @Test
  void brokenExtendedHeadersAreRefused() {
    for (String header :
        new String[] {
          "x", "99 path=a\n", "4 a\n", "8 path\n", "7 pax=a", "0 \n", "9 uid=-1\n", "7 uid=\n"
        }) {
      byte[] tar =
          new TarBuilder(Instant.EPOCH)
              .member(TarMember.of("pax", 'x').withContent(header.getBytes(UTF_8)))
              .member(TarMember.file("./file", ""))
              .build();
      refused(nginx().rawData(tar), "an extended tar header is broken");
    }
    byte[] local =
        new TarBuilder(Instant.EPOCH)
            .member(TarMember.of("pax", 'x').withContent("10 path=a\n".getBytes(UTF_8)))
            .build();
    byte[] global = summed(with(local, 156, "g"));
    refused(nginx().rawData(global), "member \"pax\" is a global extended header");
  }

  @Test
  void everyCutIsNoticed() {
    byte[] deb = nginx().file("/usr/sbin/nginx", "binary", 0755).script("postinst", "x").build();
    for (int length = 0; length < deb.length; length++) {
      byte[] cut = Arrays.copyOf(deb, length);
      refusal(cut, deb.length);
      refusal(cut, length);
    }
  }

  @Test
  void theDeclaredSizeIsHeld() {
    byte[] deb = nginx().build();

    refused(
        deb, deb.length + 2, "it ends after " + deb.length + " of " + (deb.length + 2) + " bytes");
    assertTrue(
        refusal(deb, deb.length - 1)
            .getMessage()
            .endsWith("it is longer than the declared " + (deb.length - 1) + " bytes"));
  }

  @Test
  void brokenCompressionIsRefused() {
    byte[] deb = nginx().packing(Packing.NONE, Packing.XZ).file("/a", "b".repeat(900)).build();
    deb[deb.length - 60] ^= 1;

    assertTrue(
        refusal(deb, deb.length)
            .getMessage()
            .startsWith("cannot unpack nginx=1:1.22.1-9/amd64: it does not decompress: "));
  }

  static Stream<Arguments> wrongControl() {
    DebBuilder d = nginx();
    byte[] none = new TarBuilder(Instant.EPOCH).root().build();
    byte[] nested = new TarBuilder(Instant.EPOCH).member(TarMember.file("./a/b", "")).build();
    byte[] link = new TarBuilder(Instant.EPOCH).member(TarMember.symlink("control", "x")).build();
    byte[] twice =
        new TarBuilder(Instant.EPOCH)
            .member(TarMember.file("control", ""))
            .member(TarMember.file("./control", ""))
            .build();
    String stanza = "cannot use stanza of control at line 1: no field ";
    return Stream.of(
        arguments(none, "its control archive has no file \"control\""),
        arguments(nested, "member \"./a/b\" is no plain file of the control archive"),
        arguments(link, "member \"control\" is no plain file of the control archive"),
        arguments(twice, "member \"./control\" occurs twice"),
        arguments(nginx().without("Package").controlTar(), stanza + "Package"),
        arguments(nginx().without("Version").controlTar(), stanza + "Version"),
        arguments(nginx().without("Architecture").controlTar(), stanza + "Architecture"),
        arguments(
            nginx().field("Package", "a/b").controlTar(),
            "cannot use package name \"a/b\": character '/' is not allowed"),
        arguments(
            nginx().field("Version", "1_2").controlTar(),
            "cannot read Debian version \"1_2\": character '_' is not allowed"),
        arguments(
            d.controlFile("control", "A: 1\n\nB: 1\n").controlTar(),
            "its file \"control\" is not exactly one stanza"),
        arguments(
            nginx().controlFile("control", "A\n").controlTar(),
            "cannot read control line 1: a field or a continuation was expected"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void wrongControl(byte[] controlTar, String message) {
    byte[] deb = ar("2.0\n", "control.tar", controlTar, "data.tar", nginx().dataTar());

    assertEquals(
        "cannot unpack a package of " + deb.length + " bytes: " + message,
        refusal(deb, deb.length).getMessage());
  }

  static Stream<Arguments> wrongArchives() {
    byte[] control = nginx().controlTar();
    byte[] data = nginx().dataTar();
    byte[] text = "2.0\n".getBytes(UTF_8);
    return Stream.of(
        arguments("not a package".getBytes(UTF_8), "it is not an ar archive"),
        arguments(new byte[0], "it is not an ar archive"),
        arguments(new ArBuilder().build(), "it has no member \"debian-binary\""),
        arguments(
            new ArBuilder().member("control.tar", control).build(),
            "member \"control.tar\" stands in place of \"debian-binary\""),
        arguments(ar("3.0\n", "control.tar", control, "data.tar", data), "its format is not 2.x"),
        arguments(ar("", "control.tar", control, "data.tar", data), "its format is not 2.x"),
        arguments(
            ar("2.0\n", "data.tar", data, "control.tar", control),
            "member \"data.tar\" stands in place of \"control.tar\""),
        arguments(
            ar("2.0\n", "control.tar.lzma", control, "data.tar", data),
            "member \"control.tar.lzma\" is of unknown compression"),
        arguments(
            ar("2.0\n", "control.tar.lz4", control, "data.tar", data),
            "member \"control.tar.lz4\" is of unknown compression"),
        arguments(
            ar("2.0\n", "control.tar.x.xz", control, "data.tar", data),
            "member \"control.tar.x.xz\" is of unknown compression"),
        arguments(
            new ArBuilder().member("debian-binary", text).build(),
            "it has no member \"control.tar\""),
        arguments(
            new ArBuilder().header("debian-binary", "").build(),
            "ar member \"debian-binary\" has no size"),
        arguments(
            new ArBuilder().header("debian-binary", "-4").build(),
            "ar member \"debian-binary\" has no size"),
        arguments(
            with(new ArBuilder().member("debian-binary", text).build(), 66, "xx"),
            "the header of an ar member is broken or cut off"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void wrongArchives(byte[] deb, String message) {
    assertEquals(
        "cannot unpack a package of " + deb.length + " bytes: " + message,
        refusal(deb, deb.length).getMessage());
  }

  private static byte[] ar(
      String format, String first, byte[] control, String second, byte[] data) {
    return new ArBuilder()
        .member("debian-binary", format.getBytes(UTF_8))
        .member(first, control)
        .member(second, data)
        .build();
  }

  private static byte[] with(byte[] content, int at, String bytes) {
    byte[] changed = content.clone();
    byte[] replacement = bytes.getBytes(ISO_8859_1);
    System.arraycopy(replacement, 0, changed, at, replacement.length);
    return changed;
  }

  /** The tar with the checksum of its first header set right. */
  private static byte[] summed(byte[] tar) {
    byte[] blank = with(tar, 148, "        ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += blank[i] & 0xff;
    }
    return with(blank, 148, "%06o\0 ".formatted(sum));
  }
}
