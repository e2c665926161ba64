package org.whittle.format.deb;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.format.PackageId;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

class PackagesIndexTest {
  private static final Digest CONTENT = Digest.of("content");
  private static final String TAIL =
      "Filename: pool/r.deb\nSize: 7\nSHA256: " + CONTENT.hex() + "\n";
  private static final String REDIS =
      "Package: redis\nVersion: 5:7.0.15-1\nArchitecture: all\n" + TAIL;

  private final List<IndexRecord> records = new ArrayList<>();

  @Test
  void allFieldsOfAStanzaAreRead() {
    IndexReport report =
        read(
            """
            Package: libssl3
            Source: openssl (3.0.15-1)
            Version: 3.0.15-1+b1
            Architecture: amd64
            Essential: yes
            Protected: yes
            Multi-Arch: same
            Installed-Size: 6021
            Section: libs
            Priority: required
            Pre-Depends: a
            Depends: libc6 (>= 2.34),
             zlib1g
            Recommends: b
            Suggests: c
            Conflicts: d
            Breaks: e
            Provides: f
            Replaces: g
            Description: Secure Sockets Layer toolkit
             This package is long.
            %s
            """
                .formatted(TAIL));

    assertEquals(new IndexReport(1, List.of()), report);
    assertEquals(
        new IndexRecord(
            PackageId.of("libssl3", "3.0.15-1+b1", "amd64"),
            new PackageName("openssl"),
            new Version("3.0.15-1"),
            "libs",
            "required",
            true,
            true,
            MultiArch.SAME,
            6021,
            7,
            "pool/r.deb",
            CONTENT,
            "Secure Sockets Layer toolkit",
            "a",
            "libc6 (>= 2.34),\nzlib1g",
            "b",
            "c",
            "d",
            "e",
            "f",
            "g"),
        records.getFirst());
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    read(REDIS + "\n");

    IndexRecord redis = records.getFirst();
    assertEquals(new PackageName("redis"), redis.source());
    assertEquals(new Version("5:7.0.15-1"), redis.sourceVersion());
    assertEquals(MultiArch.NO, redis.multiArch());
    assertEquals(0, redis.installedSizeKib());
    assertEquals("", redis.depends() + redis.description() + redis.section() + redis.priority());
  }

  @Test
  void aSourceWithoutVersionHasThatOfThePackage() {
    read("Source: redis-src\nImportant: yes\n" + REDIS + "\n");

    assertEquals(new PackageName("redis-src"), records.getFirst().source());
    assertEquals(new Version("5:7.0.15-1"), records.getFirst().sourceVersion());
    assertEquals(true, records.getFirst().important());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Package: redis|Package: re/dis|1, field Package: cannot use package name \"re/dis\":"
            + " character '/' is not allowed",
        "Package: redis|Package:|1, field Package: the field is missing",
        "Version: 5:7.0.15-1|Version: x:1|2, field Version: cannot read Debian version \"x:1\": the"
            + " epoch is not a number",
        "Version: 5:7.0.15-1|Section: x|1, field Version: the field is missing",
        "Architecture: all|Architecture: A|3, field Architecture: cannot use architecture \"A\"",
        "Size: 7|Size: 7k|5, field Size: \"7k\" is not a size",
        "Size: 7|Size: 99999999999999999|5, field Size: \"99999999999999999\" is not a size",
        "Size: 7|Size: -1|5, field Size: \"-1\" is not a size",
        "Size: 7|Section: x|1, field Size: the field is missing",
        "Size: 7|'Size: 7\nInstalled-Size: x'|6, field Installed-Size: \"x\" is not a size",
        "Size: 7|'Size: 7\nEssential: maybe'|6, field Essential: \"maybe\" is neither yes nor no",
        "Size: 7|'Size: 7\n"
            + "Multi-Arch: some'|6, field Multi-Arch: \"some\" is none of no, same, foreign and"
            + " allowed",
        "Size: 7|'Size: 7\n"
            + "Source: a (1'|6, field Source: cannot read source \"a (1\": it does not end with"
            + " ')'",
        "Size: 7|'Size: 7\n"
            + "Source: a ()'|6, field Source: cannot use version \"\": 1 to 255 characters without"
            + " space expected",
        "Size: 7|'Size: 7\nsize: 8'|6, field size: the field occurs twice",
        "Filename: pool/r.deb|Section: x|1, field Filename: the field is missing",
        "Filename: pool/r.deb|Filename: /etc/passwd|4, field Filename: file name \"/etc/passwd\""
            + " leaves the archive",
        "Filename: pool/r.deb|Filename: a/../../r.deb|4, field Filename: file name"
            + " \"a/../../r.deb\" leaves the archive",
        "'SHA256: '|SHA256: 0|6, field SHA256: cannot read digest \"0DIGEST\": 64 hexadecimal"
            + " digits expected",
        "'SHA256: '|'MD5sum: '|1, field SHA256: the field is missing",
      })
  void malformedStanzasAreReportedAndTheOthersRead(String right, String wrong, String problem) {
    IndexReport report = read(REDIS.replace(right, wrong) + "\n" + REDIS + "\n");

    assertEquals(1, report.count());
    assertEquals(
        List.of("test line " + problem.replace("DIGEST", CONTENT.hex())),
        report.problems().stream().map(Problem::toString).toList());
    assertEquals("redis", records.getFirst().id().name().value());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1|it ends in the middle of line 13",
        "10|it ends in the middle of line 13",
        "72|it ends in the middle of line 13",
        "73|it ends inside of a stanza: test line 8, field SHA256: the field is missing",
        "77|it ends in the middle of line 12",
        "81|it ends inside of a stanza: test line 8, field Size: the field is missing",
        "85|it ends in the middle of line 11",
      })
  void anIndexThatIsCutOffIsRefusedWhole(int bytesLost, String message) {
    String index = REDIS + "\n" + REDIS;
    String cut = index.substring(0, index.length() - bytesLost);

    Corrupted refusal = assertThrows(Corrupted.class, () -> read(cut));

    assertEquals("cannot read index test: " + message, refusal.getMessage());
    assertEquals("Fetch it again", refusal.remedy().orElseThrow());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Size: 7|Size: 7k|12, field Size: \"7k\" is not a size",
        "Size: 7|'Size: 7\nno field'|13: a field or a continuation was expected",
        "Size: 7|'Size: 7\nsize: 8'|13, field size: the field occurs twice",
        "Package: redis|Package: re/dis|8, field Package: cannot use package name \"re/dis\":"
            + " character '/' is not allowed",
        "Package: redis|Package:|8, field Package: the field is missing",
      })
  void aMalformedStanzaAtTheEndIsReportedLikeAnyOther(String right, String wrong, String problem) {
    IndexReport report = read(REDIS + "\n" + REDIS.replace(right, wrong));

    assertEquals(1, report.count());
    assertEquals(
        List.of("test line " + problem),
        report.problems().stream().map(Problem::toString).toList());
  }

  @Test
  void aStanzaThatIsMalformedAndLacksAFieldAtTheEndIsCutOff() {
    String last = REDIS.replace("Size: 7", "Size: 7k").lines().limit(5).collect(joining("\n"));

    assertEquals(
        "cannot read index test: it ends inside of a stanza: test line 12, field Size: \"7k\" is"
            + " not a size",
        assertThrows(Corrupted.class, () -> read(REDIS + "\n" + last + "\n")).getMessage());
    assertEquals(1, read(REDIS + "\n" + last + "\n\n").count());
  }

  @Test
  void theLastBlankLineMayBeMissing() {
    assertEquals(2, read(REDIS + "\n" + REDIS).count());
    assertEquals(0, read("").count());
  }

  @Test
  void brokenCompressionRefusesTheIndex() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("compressed data is corrupt");
          }

          @Override
          public int read(byte[] buffer, int from, int length) throws IOException {
            throw new IOException("compressed data is corrupt");
          }
        };

    Corrupted refusal =
        assertThrows(
            Corrupted.class, () -> PackagesIndex.read(broken, "test", record -> records.clear()));

    assertEquals("cannot read index test: compressed data is corrupt", refusal.getMessage());
  }

  @Test
  void failuresOfTheConsumerAreItsOwn() {
    InputStream index = new ByteArrayInputStream(REDIS.getBytes(StandardCharsets.UTF_8));

    assertThrows(
        InvalidInput.class,
        () ->
            PackagesIndex.read(
                index,
                "test",
                record -> {
                  throw new InvalidInput("cannot store it");
                }));
  }

  private IndexReport read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PackagesIndex.read(new ByteArrayInputStream(bytes), "test", records::add);
  }
}
