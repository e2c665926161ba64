package org.whittle.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.whittle.kernel.Digest;

/** The text of a release and the files that it lists, for a test to bend. */
final class TestRelease {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Map<String, String> fields = new TreeMap<>();
  private final Map<String, byte[]> files = new TreeMap<>();

  TestRelease(Instant date) {
    fields.put("Origin", "Test");
    fields.put("Suite", "stable");
    fields.put("Codename", "gouda");
    fields.put("Version", "1.0");
    fields.put("Architectures", "all amd64");
    fields.put("Components", "main");
    fields.put("No-Support-for-Architecture-all", "Packages");
    fields.put("Date", DATE.format(date));
  }

  TestRelease field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  TestRelease validUntil(Instant end) {
    return field("Valid-Until", DATE.format(end));
  }

  TestRelease without(String name) {
    fields.remove(name);
    return this;
  }

  /** Lists an index plain and in the compressions. */
  TestRelease index(String directory, String text, String... suffixes) {
    String path = directory + "/Packages";
    byte[] plain = text.getBytes(UTF_8);
    files.put(path, plain);
    for (String suffix : suffixes) {
      files.put(path + suffix, compressed(plain, suffix));
    }
    return this;
  }

  static byte[] compressed(byte[] plain, String suffix) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        suffix.equals(".xz")
            ? new XZOutputStream(packed, new LZMA2Options(1))
            : new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Puts the files below a suite's directory of the server, and the release with its signature. */
  void publish(FaultyServer server, String directory, SigningKey key, Instant signedAt) {
    files.forEach((path, content) -> server.put(directory + "/" + path, content));
    server.put(directory + "/InRelease", key.clearSigned(text(), signedAt).getBytes(UTF_8));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    text.append("SHA256:\n");
    files.forEach(
        (path, content) ->
            text.append(
                String.format(
                    Locale.ROOT, " %s %8d %s%n", Digest.of(content).hex(), content.length, path)));
    return text.toString();
  }
}
