package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

/** Bytes are read as {@link PackagesIndex} reads texts, whose own tests say what is right. */
class IndexScannerTest {
  private static final List<String> STANZA =
      List.of(
          "Package: redis",
          "Version: 5:7.0.15-1",
          "Architecture: all",
          "Source: rediss (1:2)",
          "Multi-Arch: foreign",
          "Essential: no",
          "Installed-Size: 12",
          "Homepage: there",
          "Depends: a (>= 1), b | c",
          "Description: a store",
          "Filename: pool/r.deb",
          "Size: 7",
          "SHA256: " + Digest.of("content").hex());

  /** What may stand in the place of a line, right or wrong. */
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\t",
          " continued",
          "# a remark",
          "no field",
          ":nothing",
          "-Wrong: name",
          "Spaced Name: x",
          "package: again",
          "PACKAGE:   upper  ",
          "Package: re/dis",
          "Package:",
          "Version: x:1",
          "Version: 0:1.0",
          "Version: 1:2:3-1",
          "Version: 1_2",
          "Architecture: A",
          "Architecture: kfreebsd-amd64",
          "Source: a (1",
          "Source: a ()",
          "Source: a(1)",
          "Source: x",
          "Multi-Arch: some",
          "Multi-Arch: same",
          "Essential: maybe",
          "Protected: yes",
          "Important:",
          "Size: 7k",
          "Size: 9999999999999999",
          "Size: 99999999999999999",
          "Installed-Size: -1",
          "SHA256: sha256:" + Digest.of("x").hex(),
          "SHA256: 0",
          "Filename: /etc/passwd",
          "Filename: a/../b",
          "Filename: a..b",
          "Filename: with space",
          "Description: \u00e4\u20ac",
          "Homepage: twice",
          "homepage: twice",
          "Depends: a\r",
          "Depends: a,\n b,\n c",
          "Description: one\n two\n three",
          "Tag: x\n y",
          "\r");

  @Property(tries = 5_000)
  void readsWhatPackagesIndexReads(@ForAll long seed) {
    Random random = new Random(seed);
    String text = text(random);
    assertEquals(slowly(text), asBytes(text, 1 + random.nextInt(200)), text);
  }

  @Test
  void stanzasThatSpanBuffersAreRead() {
    String text = (String.join("\n", STANZA) + "\n\n").repeat(3000);
    assertEquals(slowly(text), asBytes(text, 1 << 20));
    String wide = text.substring(0, text.indexOf("\n\n") + 2).repeat(3);
    wide = wide.replaceFirst("a store", "long ".repeat(200_000));
    assertEquals(slowly(wide), asBytes(wide, 1 << 20));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      List<String> lines = new ArrayList<>(STANZA);
      for (int change = random.nextInt(3); change > 0; change--) {
        String odd = ODD.get(random.nextInt(ODD.size()));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
          case 0 -> lines.set(at, odd);
          case 1 -> lines.add(at, odd);
          default -> lines.remove(at);
        }
      }
      text.append(String.join("\n", lines)).append(random.nextInt(9) == 0 ? "\r\n\r\n" : "\n\n");
    }
    int cut = random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(2);
    return text.substring(0, text.length() - cut);
  }

  private static List<String> slowly(String text) {
    List<String> found = new ArrayList<>();
    try {
      IndexReport report =
          PackagesIndex.read(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              "test",
              record -> found.add(summary(record)));
      report.problems().forEach(problem -> found.add(problem.toString()));
      return found;
    } catch (Corrupted e) {
      return List.of(e.messageWithRemedy());
    }
  }

  private static String summary(IndexRecord record) {
    return List.of(
            record.id(),
            record.source(),
            record.sourceVersion(),
            record.essential(),
            record.important(),
            record.multiArch(),
            record.installedSizeKib(),
            record.size(),
            record.filename().replace('\n', ' '),
            record.sha256().hex(),
            record.description(),
            record.depends().replace('\n', ' '))
        .toString();
  }

  private static List<String> asBytes(String text, int atOnce) {
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] buffer, int from, int length) {
            return super.read(buffer, from, Math.min(length, atOnce));
          }
        };
    StanzaSink sink =
        stanza -> {
          found.add(summary(stanza));
          return Optional.empty();
        };
    try {
      ScannedPart part = new IndexScanner(slow, "test", sink).scan();
      IndexReport report = ScannedPart.whole(List.of(part));
      assertEquals(found.size(), report.count());
      report.problems().forEach(problem -> found.add(problem.toString()));
      return found;
    } catch (Corrupted e) {
      return List.of(e.messageWithRemedy());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String summary(StanzaFields stanza) {
    String name = stanza.text(IndexField.PACKAGE);
    String version = stanza.text(IndexField.VERSION);
    String source = stanza.text(IndexField.SOURCE);
    int open = source.indexOf(" (");
    return List.of(
            name + "=" + version + "/" + stanza.text(IndexField.ARCHITECTURE),
            source.isEmpty() ? name : open < 0 ? source : source.substring(0, open),
            open < 0 ? version : source.substring(open + 2, source.length() - 1),
            stanza.text(IndexField.ESSENTIAL).equals("yes"),
            stanza.text(IndexField.PROTECTED).equals("yes")
                || stanza.text(IndexField.IMPORTANT).equals("yes"),
            multiArch(stanza),
            Long.parseLong("0" + stanza.text(IndexField.INSTALLED_SIZE)),
            Long.parseLong(stanza.text(IndexField.SIZE)),
            stanza.text(IndexField.FILENAME),
            stanza.text(IndexField.SHA256),
            stanza.text(IndexField.DESCRIPTION),
            stanza.text(IndexField.DEPENDS))
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static MultiArch multiArch(StanzaFields stanza) {
    String text = stanza.text(IndexField.MULTI_ARCH);
    return text.isEmpty() ? MultiArch.NO : MultiArch.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
