package org.whittle.advisory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.format.deb.DebVersion;

/**
 * A package's own changelog.
 *
 * <p>Lines that belong to no entry are passed over, as changelogs of twenty years contain what
 * earlier rules allowed. Source: Debian Policy 4.4 and deb-changelog(5).
 *
 * @param entries in the order of the file: newest first
 */
public record Changelog(List<ChangelogEntry> entries) {
  /** What is read of a changelog: the newest entries are first. */
  private static final int MOST_BYTES = 8 << 20;

  private static final Pattern HEADING =
      Pattern.compile(
          "(?<source>[a-z0-9][a-z0-9+.-]+) \\((?<version>[^()\\s]+)\\)[^;]*;(?<rest>.*)");
  private static final Pattern URGENCY =
      Pattern.compile("\\burgency\\s*=\\s*(?<word>[a-z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CVE = Pattern.compile("\\bCVE-[0-9]{4}-[0-9]{4,19}\\b");

  /** Copies the list. */
  public Changelog {
    entries = List.copyOf(entries);
  }

  /**
   * What was changed after one version up to another.
   *
   * @param entries newest first
   * @param whole whether the changelog has the newer version and reaches back to the older, so that
   *     nothing between is left out
   */
  public record Changes(List<ChangelogEntry> entries, boolean whole) {
    /** Copies the list. */
    public Changes {
      entries = List.copyOf(entries);
    }

    /** The vulnerabilities that the entries name, by name. */
    public List<String> vulnerabilities() {
      TreeSet<String> names = new TreeSet<>();
      for (ChangelogEntry entry : entries) {
        Matcher cve = CVE.matcher(entry.text());
        while (cve.find()) {
          names.add(cve.group());
        }
      }
      return List.copyOf(names);
    }

    /** The highest urgency of the entries; empty if none says one. */
    public Optional<Urgency> urgency() {
      return entries.stream().flatMap(entry -> entry.urgency().stream()).max(Urgency::compareTo);
    }
  }

  /** What was changed after the older version, up to the newer. */
  public Changes between(DebVersion older, DebVersion newer) {
    List<ChangelogEntry> between =
        entries.stream()
            .filter(entry -> entry.version().compareTo(older) > 0)
            .filter(entry -> entry.version().compareTo(newer) <= 0)
            .toList();
    boolean whole =
        entries.stream().anyMatch(entry -> entry.version().compareTo(older) <= 0)
            && entries.stream().anyMatch(entry -> entry.version().compareTo(newer) == 0);
    return new Changes(between, whole);
  }

  /**
   * Reads a changelog; what is longer than 8 MiB is read so far.
   *
   * @throws IOException if the stream cannot be read
   */
  public static Changelog read(InputStream text) throws IOException {
    Entries entries = new Entries();
    new String(text.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().forEach(entries::line);
    return new Changelog(entries.ended());
  }

  /** Gathers lines to entries. */
  private static final class Entries {
    private final List<ChangelogEntry> read = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<ChangelogEntry> open = Optional.empty();

    void line(String line) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        close();
        open = entry(heading);
      } else if (line.startsWith(" -- ")) {
        close();
      } else if (open.isPresent() && (line.startsWith("  ") || line.startsWith("\t"))) {
        text.append(line.stripTrailing()).append('\n');
      } else if (open.isPresent() && line.isBlank() && !text.isEmpty()) {
        text.append('\n');
      }
    }

    private static Optional<ChangelogEntry> entry(Matcher heading) {
      Matcher urgency = URGENCY.matcher(heading.group("rest"));
      Optional<Urgency> said =
          urgency.find() ? Urgency.of(urgency.group("word")) : Optional.empty();
      return Advisory.version(heading.group("version"))
          .map(version -> new ChangelogEntry(heading.group("source"), version, said, ""));
    }

    private void close() {
      open.ifPresent(
          entry ->
              read.add(
                  new ChangelogEntry(
                      entry.source(),
                      entry.version(),
                      entry.urgency(),
                      text.toString().stripTrailing())));
      open = Optional.empty();
      text.setLength(0);
    }

    List<ChangelogEntry> ended() {
      close();
      return read;
    }
  }
}
