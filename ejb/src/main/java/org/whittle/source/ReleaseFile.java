package org.whittle.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.deb.ControlReader;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * What a release says of itself and of its indices (Debian Repository Format, "Release" files).
 *
 * @param origin the vendor, empty if it does not say
 * @param label further words of the vendor, empty if none
 * @param suite such as {@code stable}, empty if it does not say
 * @param codename such as {@code bookworm}, empty if it does not say
 * @param version such as {@code 12.15}, empty if it does not say
 * @param date when it was made
 * @param validUntil when it must not be used any more
 * @param architectures names of the architectures that it offers
 * @param components names of the components that it offers
 * @param byHash whether indices can be fetched by their digest
 * @param separateAll whether packages for all architectures have indices of their own
 * @param entries what it promises of each file below the suite's directory, by path
 */
public record ReleaseFile(
    String origin,
    String label,
    String suite,
    String codename,
    String version,
    Instant date,
    Optional<Instant> validUntil,
    List<String> architectures,
    List<String> components,
    boolean byHash,
    boolean separateAll,
    Map<String, Entry> entries) {

  /** What is promised of a file. */
  public record Entry(Digest digest, long size) {
    /** Checks the size. */
    public Entry {
      if (size < 0) {
        throw new InvalidInput("cannot use a file of " + size + " bytes");
      }
    }
  }

  /** Copies the collections. */
  public ReleaseFile {
    architectures = List.copyOf(architectures);
    components = List.copyOf(components);
    entries = Map.copyOf(entries);
  }

  /**
   * Reads the signed text of a release.
   *
   * @param what names the release in messages
   * @throws Corrupted if it is not a release, or says something that cannot be
   */
  public static ReleaseFile parse(String text, String what) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Optional<Stanza> stanza =
          new ControlReader(new ByteArrayInputStream(bytes), "release").next();
      return of(stanza.orElseThrow(() -> new InvalidInput("cannot read release: it is empty")));
    } catch (InvalidInput | IOException e) {
      throw new Corrupted("cannot use " + what + ": " + e.getMessage(), e);
    }
  }

  private static ReleaseFile of(Stanza stanza) {
    List<String> architectures = words(stanza.get("Architectures", ""));
    boolean noAll = words(stanza.get("No-Support-for-Architecture-all", "")).contains("Packages");
    return new ReleaseFile(
        stanza.get("Origin", ""),
        stanza.get("Label", ""),
        stanza.get("Suite", ""),
        stanza.get("Codename", ""),
        stanza.get("Version", ""),
        date("Date", stanza.require("Date")),
        stanza.get("Valid-Until").map(value -> date("Valid-Until", value)),
        architectures,
        words(stanza.get("Components", "")),
        stanza.get("Acquire-By-Hash", "no").equals("yes"),
        architectures.contains("all") && !noAll,
        entries(stanza.require("SHA256")));
  }

  private static List<String> words(String value) {
    return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }

  /** RFC 5322 dates; the zone is UTC, written as UTC, GMT, Z or +0000. */
  private static Instant date(String field, String value) {
    String plain =
        value.strip().replaceFirst("^[A-Za-z]{3}, *", "").replaceFirst("(UTC|GMT|Z)$", "+0000");
    try {
      return ZonedDateTime.parse(plain.replaceAll(" +", " "), DATE).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInput("cannot read " + field + " \"" + value + "\"", e);
    }
  }

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy H:mm:ss Z", Locale.ENGLISH);

  private static Map<String, Entry> entries(String value) {
    Map<String, Entry> entries = new HashMap<>();
    for (String line : value.split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      List<String> parts = words(line);
      if (parts.size() != 3 || !parts.get(1).matches("[0-9]{1,18}")) {
        throw new InvalidInput("cannot read SHA256 entry \"" + line.strip() + "\"");
      }
      Entry entry = new Entry(Digest.parse(parts.get(0)), Long.parseLong(parts.get(1)));
      Entry other = entries.put(parts.get(2), entry);
      if (other != null && !other.equals(entry)) {
        throw new InvalidInput("cannot read SHA256 entries: two differ for " + parts.get(2));
      }
    }
    return entries;
  }

  /** What is promised of a file below the suite's directory. */
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }
}
