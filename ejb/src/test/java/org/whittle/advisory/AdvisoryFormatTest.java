package org.whittle.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.format.deb.DebVersion;
import org.whittle.kernel.InvalidInput;

class AdvisoryFormatTest {
  private static final String TRACKER =
      """
      {"tool": {
         "CVE-2026-1111": {"description": "An overflow\\n in the parser.", "releases": {
            "bookworm": {"status": "resolved", "fixed_version": "1.2-1+deb12u3", "urgency": "high**"},
            "trixie": {"status": "resolved", "fixed_version": "1.4-1", "urgency": "low"}}},
         "CVE-2026-2222": {"releases": {"bookworm": {"status": "open", "urgency": "medium"}}},
         "CVE-2026-3333": {"releases": {
            "bookworm": {"status": "resolved", "fixed_version": "0", "urgency": "unimportant"}}},
         "CVE-2026-4444": {"releases": {
            "bookworm": {"status": "resolved", "fixed_version": "no version"}}}},
       "%s": {"CVE-2026-6666": {"releases": {
            "bookworm": {"status": "resolved", "fixed_version": "1"}}}},
       "other": {
         "TEMP-0000000-A1B2C3": {"releases": {
            "bookworm": {"status": "resolved", "fixed_version": "2.0", "urgency": "not yet assigned"}}}}}
      """
          .formatted("x".repeat(256));

  private static final String OSV =
      """
      {"id": "DSA-6000-1", "upstream": ["CVE-2026-1111"], "summary": "tool - security update",
       "affected": [
         {"package": {"ecosystem": "Debian:12", "name": "tool"}, "ranges": [{"type": "ECOSYSTEM",
            "events": [{"introduced": "0"}, {"fixed": "1.2-1+deb12u3"}]}]},
         {"package": {"ecosystem": "Debian:13", "name": "tool"}, "ranges": [{"type": "ECOSYSTEM",
            "events": [{"introduced": "0"}, {"fixed": "1.4-1"}]}]}]}
      {"id": "DEBIAN-CVE-2026-5555", "upstream": ["CVE-2026-5555"], "details": "Wrong length.",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
                    {"type": "CVSS_V9", "score": "unheard of"}],
       "affected": [{"package": {"ecosystem": "Debian:12", "name": "lib"}, "ranges": [
          {"type": "ECOSYSTEM", "events": [{"introduced": "0"}]},
          {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0"}]}]}]}
      """;

  @Test
  void ofTheTrackerWhatTheReleaseResolvedIsRead() throws IOException {
    assertEquals(
        List.of(
            new Advisory(
                "CVE-2026-1111",
                "tool",
                DebVersion.parse("1.2-1+deb12u3"),
                Severity.HIGH,
                "An overflow in the parser."),
            new Advisory(
                "TEMP-0000000-A1B2C3", "other", DebVersion.parse("2.0"), Severity.UNKNOWN, "")),
        read(AdvisoryFormat.TRACKER, TRACKER, "bookworm"));
  }

  @Test
  void anOsvRecordSpeaksForAllItsNames() throws IOException {
    DebVersion fixed = DebVersion.parse("1.2-1+deb12u3");
    String summary = "tool - security update";
    List<Advisory> expected =
        List.of(
            new Advisory("CVE-2026-1111", "tool", fixed, Severity.UNKNOWN, summary),
            new Advisory("DSA-6000-1", "tool", fixed, Severity.UNKNOWN, summary),
            new Advisory(
                "CVE-2026-5555",
                "lib",
                DebVersion.parse("3.0"),
                Severity.CRITICAL,
                "Wrong length."));

    assertEquals(expected, read(AdvisoryFormat.OSV, OSV, "Debian:12"));
    assertEquals(
        expected,
        read(AdvisoryFormat.OSV, "[" + OSV.replace("}\n{", "},{") + "]", "Debian:12"),
        "as an array");
  }

  @Test
  void anAdvisoryIsOfThePatchThatCrossesItsVersion() {
    Advisory advisory =
        new Advisory("CVE-2026-1", "tool", DebVersion.parse("2-2"), Severity.LOW, "");

    assertTrue(advisory.mendedBetween(DebVersion.parse("2-1"), DebVersion.parse("2-2")));
    assertTrue(advisory.mendedBetween(DebVersion.parse("1"), DebVersion.parse("3")));
    assertFalse(advisory.mendedBetween(DebVersion.parse("2-2"), DebVersion.parse("2-3")));
    assertFalse(advisory.mendedBetween(DebVersion.parse("1"), DebVersion.parse("2-1")));
  }

  @Test
  void aLongSummaryIsCut() {
    String long600 = "x".repeat(600);
    assertEquals(
        500,
        new Advisory("CVE-2026-1", "a", DebVersion.parse("1"), Severity.LOW, long600)
            .summary()
            .length());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACKER | []                | cannot read advisories: it is no object of source packages",
        "TRACKER | ''                | cannot read advisories: it is no object of source packages",
        "OSV     | ''                | cannot read advisories: it is empty",
        "OSV     | {\"tool\": {}}    | cannot read advisories: a record has no id",
      })
  void whatIsNoSuchFileIsRefused(AdvisoryFormat format, String text, String message) {
    InvalidInput e = assertThrows(InvalidInput.class, () -> read(format, text, "bookworm"));

    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"TRACKER", "OSV"})
  void aCutFileIsRefusedWithItsPlace(AdvisoryFormat format) {
    String cut = TRACKER.substring(0, 150);

    InvalidInput e = assertThrows(InvalidInput.class, () -> read(format, cut, "bookworm"));

    assertTrue(e.getMessage().startsWith("cannot read advisories: 3:"), () -> e.getMessage());
  }

  private static List<Advisory> read(AdvisoryFormat format, String text, String release)
      throws IOException {
    List<Advisory> read = new ArrayList<>();
    format.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), release, read::add);
    return read;
  }
}
