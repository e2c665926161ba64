package org.whittle.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.format.deb.DebVersion;

class ChangelogTest {
  private static final String TEXT =
      """
      tool (1.2-1+deb12u3) bookworm-security; urgency=high

        * Non-maintainer upload.
        * Fix overflow (CVE-2026-1111, CVE-2026-22222).
          - also CVE-2026-1111 in the other branch

       -- A Person <a@example.org>  Mon, 02 Nov 2026 10:00:00 +0000

      tool (1.2-1+deb12u2) bookworm-security; urgency=medium

        * CVE-2025-3333: check lengths.

       -- A Person <a@example.org>  Mon, 01 Jun 2026 10:00:00 +0000

      tool (1.2-1) unstable; urgency=low

        * New release; CVE-2020-4444 is mended.

       -- A Person <a@example.org>  Mon, 01 Jan 2024 10:00:00 +0000
      """;

  @Test
  void whatIsBetweenTwoVersionsIsTold() throws IOException {
    Changelog.Changes changes = between(TEXT, "1.2-1", "1.2-1+deb12u3");

    assertTrue(changes.whole());
    assertEquals(
        List.of("CVE-2025-3333", "CVE-2026-1111", "CVE-2026-22222"), changes.vulnerabilities());
    assertEquals(Optional.of(Urgency.HIGH), changes.urgency());
    assertEquals("tool", changes.entries().getFirst().source());
    assertEquals(
        "  * CVE-2025-3333: check lengths.",
        changes.entries().getLast().text().strip().indent(2).stripTrailing());
  }

  @Test
  void theOlderVersionItselfTellsNothing() throws IOException {
    Changelog.Changes changes = between(TEXT, "1.2-1+deb12u2", "1.2-1+deb12u3");

    assertEquals(List.of("CVE-2026-1111", "CVE-2026-22222"), changes.vulnerabilities());
  }

  @Test
  void aChangelogThatWasCutIsNotWhole() throws IOException {
    String cut =
        TEXT.substring(0, TEXT.indexOf("tool (1.2-1) "))
            + "# Older entries have been removed from this changelog.\n";

    assertFalse(between(cut, "1.2-1", "1.2-1+deb12u3").whole());
    assertTrue(between(cut, "1.2-1+deb12u2", "1.2-1+deb12u3").whole());
  }

  @Test
  void aChangelogWithoutTheNewVersionIsNotWhole() throws IOException {
    assertFalse(between(TEXT, "1.2-1", "1.2-1+deb12u4").whole(), "it may be another package's");
  }

  @Test
  void whatIsNoEntryIsPassedOver() throws IOException {
    String old =
        """
        Old Changelog:
        tool (what is this) is not; a heading

        tool (1:3.0) unstable; URGENCY=Critical

          * Änderung.
        \t* Tab.
        no change
         -- A Person <a@example.org>  Mon, 02 Nov 2026 10:00:00 +0000
          * after the signature CVE-2026-9999
        tool (-1) unstable; urgency=soon
          * no version CVE-2026-8888
        Local variables:
        mode: debian-changelog
        """;

    Changelog.Changes changes = between(old, "1:2.0", "1:3.0");

    assertEquals(List.of(), changes.vulnerabilities());
    assertEquals("  * Änderung.\n\t* Tab.", changes.entries().getFirst().text());
    assertEquals(Optional.of(Urgency.CRITICAL), changes.urgency());
    assertFalse(changes.whole());
  }

  @Test
  void whatIsNoChangelogHasNoEntries() throws IOException {
    assertEquals(List.of(), read("\0\u0001 binary\nlines").entries());
    assertEquals(List.of(), read("").entries());
  }

  private static Changelog.Changes between(String text, String older, String newer)
      throws IOException {
    return read(text).between(DebVersion.parse(older), DebVersion.parse(newer));
  }

  private static Changelog read(String text) throws IOException {
    return Changelog.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
