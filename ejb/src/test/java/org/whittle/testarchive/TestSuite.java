package org.whittle.testarchive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Digest;

/** One suite of the archive: its packages, indices and signed release. */
public final class TestSuite {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Entry(String component, DebBuilder deb) {}

  private final String name;
  private final List<Entry> entries = new ArrayList<>();
  private List<String> architectures = List.of("amd64");
  private List<String> components = List.of("main");
  private List<Packing> packings = List.of(Packing.GZIP, Packing.XZ);
  private @Nullable Duration validFor;
  private @Nullable TestKey key;
  private boolean signed = true;
  private boolean byHash;
  private boolean contents = true;
  private final Map<String, String> releaseFields = new LinkedHashMap<>();

  TestSuite(String name) {
    this.name = name;
  }

  /** Adds a package to component main; it is built when the archive is written. */
  public TestSuite add(DebBuilder deb) {
    return add("main", deb);
  }

  /** Adds a package. */
  public TestSuite add(String component, DebBuilder deb) {
    entries.add(new Entry(component, deb));
    return this;
  }

  /** Takes all versions of a package away. */
  public TestSuite remove(String packageName) {
    entries.removeIf(entry -> packageName.equals(entry.deb().fields().get("Package")));
    return this;
  }

  /** Sets the architectures; amd64 if not said. Packages for all are in each index. */
  public TestSuite architectures(String... names) {
    architectures = List.of(names);
    return this;
  }

  /** Sets the components; main if not said. */
  public TestSuite components(String... names) {
    components = List.of(names);
    return this;
  }

  /** Sets how indices are offered; gz and xz if not said. */
  public TestSuite packings(Packing... offered) {
    packings = List.of(offered);
    return this;
  }

  /** The release expires this long after it is written; never if not said. */
  public TestSuite validFor(Duration duration) {
    validFor = duration;
    return this;
  }

  /** Offers the indices by their digests too ({@code Acquire-By-Hash}). */
  public TestSuite byHash() {
    byHash = true;
    return this;
  }

  /** Offers no index of contents. */
  public TestSuite withoutContents() {
    contents = false;
    return this;
  }

  /** Signs with another key than the archive's. */
  public TestSuite signedBy(TestKey other) {
    key = other;
    return this;
  }

  /** Writes {@code Release} alone. */
  public TestSuite unsigned() {
    signed = false;
    return this;
  }

  /** Sets a field of the release, in place of what it has. */
  public TestSuite releaseField(String field, String value) {
    releaseFields.put(field, value);
    return this;
  }

  /** All files of the suite below the archive's root, packages included. */
  Map<String, byte[]> files(Instant now, TestKey archiveKey) {
    Map<String, byte[]> files = new TreeMap<>();
    Map<String, byte[]> indices = new TreeMap<>();
    Map<String, byte[]> listed = new TreeMap<>();
    Map<String, StringBuilder> texts = indexTexts(files);
    texts.forEach(
        (path, text) -> {
          byte[] plain = text.toString().getBytes(UTF_8);
          listed.put(path, plain);
          packings.forEach(p -> indices.put(path + p.suffix(), p.pack(plain)));
        });
    if (contents) {
      contentsTexts()
          .forEach(
              (path, text) -> {
                byte[] plain = text.getBytes(UTF_8);
                listed.put(path, plain);
                indices.put(path + Packing.GZIP.suffix(), Packing.GZIP.pack(plain));
              });
    }
    listed.putAll(indices);
    String root = "dists/" + name + "/";
    indices.forEach((path, content) -> files.put(root + path, content));
    if (byHash) {
      indices.forEach((path, content) -> files.put(root + byHash(path, content), content));
    }
    String release = release(now, listed);
    files.put(root + "Release", release.getBytes(UTF_8));
    if (signed) {
      TestKey signer = key == null ? archiveKey : key;
      files.put(root + "InRelease", signer.clearSign(release, now).getBytes(UTF_8));
      files.put(root + "Release.gpg", signer.sign(release.getBytes(UTF_8), now).getBytes(UTF_8));
    }
    return files;
  }

  private static String byHash(String path, byte[] content) {
    String directory = path.substring(0, path.lastIndexOf('/'));
    return directory + "/by-hash/SHA256/" + Digest.of(content).hex();
  }

  /** The texts of the indices by path; the packages go to the pool. */
  private Map<String, StringBuilder> indexTexts(Map<String, byte[]> pool) {
    Map<String, StringBuilder> texts = new TreeMap<>();
    for (String component : components) {
      for (String architecture : architectures) {
        texts.put(index(component, architecture), new StringBuilder());
      }
    }
    for (Entry entry : entries) {
      Map<String, String> fields = new LinkedHashMap<>(entry.deb().fields());
      byte[] deb = entry.deb().build();
      String path = poolPath(entry.component(), fields);
      pool.put(path, deb);
      fields.put("Filename", path);
      fields.put("Size", String.valueOf(deb.length));
      fields.put("SHA256", Digest.of(deb).hex());
      String own = fields.getOrDefault("Architecture", "");
      for (String architecture : own.equals("all") ? architectures : List.of(own)) {
        StringBuilder text = texts.get(index(entry.component(), architecture));
        if (text == null) {
          throw new IllegalArgumentException("suite " + name + " has no place for " + path);
        }
        text.append(DebBuilder.stanza(fields)).append('\n');
      }
    }
    return texts;
  }

  /** The texts of the indices of contents by path: as in Debian, without directories. */
  private Map<String, String> contentsTexts() {
    Map<String, Map<String, String>> lines = new TreeMap<>();
    for (String component : components) {
      for (String architecture : architectures) {
        lines.put(component + "/Contents-" + architecture, new TreeMap<>());
      }
    }
    for (Entry entry : entries) {
      Map<String, String> fields = entry.deb().fields();
      String own = fields.getOrDefault("Architecture", "");
      String owner = fields.get("Section") + "/" + fields.get("Package");
      for (String architecture : own.equals("all") ? architectures : List.of(own)) {
        Map<String, String> text =
            lines.getOrDefault(entry.component() + "/Contents-" + architecture, new TreeMap<>());
        entry
            .deb()
            .paths()
            .forEach(
                path ->
                    text.merge(
                        path,
                        owner,
                        (a, b) -> List.of(a.split(",")).contains(b) ? a : a + "," + b));
      }
    }
    Map<String, String> texts = new TreeMap<>();
    lines.forEach(
        (path, text) -> {
          StringBuilder all = new StringBuilder();
          text.forEach((file, owners) -> all.append("%-55s %s%n".formatted(file, owners)));
          texts.put(path, all.toString());
        });
    return texts;
  }

  private static String index(String component, String architecture) {
    return component + "/binary-" + architecture + "/Packages";
  }

  private static String poolPath(String component, Map<String, String> fields) {
    String packageName = fields.getOrDefault("Package", "");
    String source = fields.getOrDefault("Source", packageName).replaceAll(" .*", "");
    String prefix =
        source.substring(0, Math.min(source.length(), source.startsWith("lib") ? 4 : 1));
    String version = fields.getOrDefault("Version", "").replaceAll("^[0-9]+:", "");
    String file = packageName + "_" + version + "_" + fields.get("Architecture") + ".deb";
    return String.join("/", "pool", component, prefix, source, file);
  }

  private String release(Instant now, Map<String, byte[]> listed) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Origin", "Test");
    fields.put("Label", "Test");
    fields.put("Suite", name);
    fields.put("Codename", name);
    fields.put("Date", DATE.format(now));
    if (validFor != null) {
      fields.put("Valid-Until", DATE.format(now.plus(validFor)));
    }
    if (byHash) {
      fields.put("Acquire-By-Hash", "yes");
    }
    fields.put("Architectures", String.join(" ", architectures));
    fields.put("Components", String.join(" ", components));
    fields.putAll(releaseFields);
    StringBuilder text = new StringBuilder(DebBuilder.stanza(fields)).append("SHA256:\n");
    listed.forEach(
        (path, content) ->
            text.append(" %s %8d %s\n".formatted(Digest.of(content).hex(), content.length, path)));
    return text.toString();
  }
}
