package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.whittle.format.deb.Refusals.TIGHT;
import static org.whittle.format.deb.Refusals.nginx;
import static org.whittle.format.deb.Refusals.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whittle.kernel.InvalidInput;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;
import org.whittle.testarchive.TarMember;

/** Each package here tries to do harm in one way; the message says which. */
class HostilePackageTest {
  static Stream<Arguments> hostileMembers() {
    return Stream.of(
        member(TarMember.file("/etc/passwd", "x"), "member \"/etc/passwd\" is absolute"),
        member(TarMember.file("../etc/passwd", "x"), "member \"../etc/passwd\" leaves the root"),
        member(TarMember.file("./a/../../x", "x"), "member \"./a/../../x\" leaves the root"),
        member(TarMember.of("./a/..", '5'), "member \"./a/..\" leaves the root"),
        member(TarMember.file("a/" + "b".repeat(5000), ""), longName("a/" + "b".repeat(198))),
        member(TarMember.file(".", "x"), "member \".\" stands for the root, but is no directory"),
        member(
            TarMember.symlink(".", "/tmp"),
            "member \".\" stands for the root, but is no directory"),
        member(TarMember.of("./dev/sda", '4'), "member \"./dev/sda\" is a block device"),
        member(TarMember.of("./dev/tty", '3'), "member \"./dev/tty\" is a character device"),
        member(TarMember.of("./pipe", '6'), "member \"./pipe\" is a pipe"),
        member(TarMember.of("./sparse", 'S'), "member \"./sparse\" is a sparse file"),
        member(TarMember.of("./odd", 'Z'), "member \"./odd\" is of unknown type 'Z'"),
        member(
            TarMember.file("./sparse", "").withPax("GNU.sparse.major", "1"),
            "member \"./sparse\" is a sparse file"),
        member(TarMember.symlink("./link", ""), "member \"./link\" is a link to nothing"),
        member(
            TarMember.symlink("./link", "a").withContent(new byte[4]),
            "member \"./link\" has content, but is no regular file"),
        member(
            TarMember.hardLink("./hard", "../../etc/shadow"),
            "member \"./hard\" is a hard link that leaves the root"),
        member(
            TarMember.hardLink("./hard", "/etc/shadow"),
            "member \"./hard\" is a hard link that is absolute"),
        member(
            TarMember.hardLink("./hard", ""), "member \"./hard\" is a hard link that has no path"),
        member(
            TarMember.hardLink("./hard", "./none"),
            "member \"./hard\" is a hard link to no earlier file: \"./none\""),
        member(
            TarMember.file("./a", "").withPax("uid", "-1"),
            "a number in a tar header is out of range"),
        member(
            TarMember.file("./a", "").withOwner(1L << 32, 0),
            "an owner of a tar member is out of range"),
        member(TarMember.file("line\nfeed/../x", ""), "member \"line?feed/../x\" leaves the root"));
  }

  private static String longName(String start) {
    return "member \"" + start + "…\" has a path longer than 4,096 bytes or with NUL";
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void hostileMembers(TarMember member, String message) {
    refused(nginx().raw(member), message);
  }

  static Stream<Arguments> hostileSequences() {
    return Stream.of(
        sequence(
            nginx().symlink("/etc", "/tmp").file("/etc/passwd", "x"),
            "member \"./etc/passwd\" would be written through the link /etc"),
        sequence(
            nginx().symlink("/lib", "usr/lib").file("/lib/a/b/c", "x"),
            "member \"./lib/a/\" would be written through the link /lib"),
        sequence(
            nginx().raw(TarMember.symlink("a", "b")).raw(TarMember.file("a/b/c/d", "")),
            "member \"a/b/c/d\" would be written through the link /a"),
        sequence(
            nginx().raw(TarMember.file("a/b", "")).raw(TarMember.symlink("a", "/tmp")),
            "member \"a\" is no directory, but other members lie in it"),
        sequence(
            nginx().file("/a", "x").file("/a/b", "y"),
            "member \"./a/b\" lies in /a, which is a file"),
        sequence(nginx().file("/a", "x").file("/a", "y"), "member \"./a\" occurs twice"),
        sequence(
            nginx().raw(TarMember.file("./a", "x")).raw(TarMember.file("a", "y")),
            "member \"a\" occurs twice"),
        sequence(nginx().directory("/a").symlink("/a", "/tmp"), "member \"./a\" occurs twice"),
        sequence(
            nginx().symlink("/a", "b").hardLink("/c", "/a"),
            "member \"./c\" is a hard link to no earlier file: \"./a\""));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void hostileSequences(DebBuilder deb, String message) {
    refused(deb, message);
  }

  @Test
  void tooManyMembersAreRefused() {
    DebBuilder deb = nginx();
    for (int i = 0; i < 20; i++) {
      deb.raw(TarMember.file("f" + i, ""));
    }

    refused(deb, "it has more than 20 members");
  }

  @Test
  void whatUnpacksToMoreThanAllowedIsRefusedHoweverItIsPacked() {
    byte[] zeros = new byte[4 << 20];
    for (Packing packing : Packing.values()) {
      byte[] deb = nginx().file("/zeros", zeros, 0644).packing(Packing.XZ, packing).build();
      long allowed = TIGHT.bytesFor(deb.length);
      refused(deb, deb.length, "it unpacks to more than " + allowed + " bytes");
    }
  }

  @Test
  void theRatioCountsOnlyAboveTheGrace() {
    assertEquals(20_000, TIGHT.bytesFor(100));
    assertEquals(40_000, TIGHT.bytesFor(1_000));
    assertEquals(1 << 20, TIGHT.bytesFor(1L << 40));
    assertEquals(8L << 30, Limits.DEFAULT.bytesFor(Long.MAX_VALUE));
    assertEquals(
        "cannot use limits of unpacking: each must be positive",
        assertThrows(InvalidInput.class, () -> new Limits(0, 1, 1, 1)).getMessage());
  }

  private static Arguments member(TarMember member, String message) {
    return arguments(member, message);
  }

  private static Arguments sequence(DebBuilder deb, String message) {
    return arguments(deb, message);
  }
}
