package org.whittle.build.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.deb.ControlReader;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.IndexReport;
import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;

/**
 * The text of a lock: control data (deb822(5)), one stanza about the image and then one for each
 * package as an index has it, with the archive's address.
 */
public final class LockText {
  private static final String FORMAT = "whittle-lock-1";
  private static final String REMEDY = "Delete it to build from what the archives offer now.";

  private LockText() {}

  /** The text; the same lock gives the same bytes. */
  public static String write(Lock lock) {
    StringBuilder text = new StringBuilder();
    field(text, "Format", FORMAT);
    field(text, "Image", lock.image());
    field(text, "Blueprint", lock.blueprint().toString());
    field(text, "Machine", lock.architecture().value());
    field(text, "Rules", lock.rules().toString());
    field(text, "Baseline", lock.baseline().toString());
    field(text, "Date", lock.date().toString());
    for (Lock.Entry entry : lock.packages()) {
      text.append('\n');
      write(text, entry);
    }
    return text.toString();
  }

  private static void write(StringBuilder text, Lock.Entry entry) {
    IndexRecord record = entry.record();
    field(text, "Package", record.id().name().value());
    field(text, "Source", record.source() + " (" + record.sourceVersion() + ")");
    field(text, "Version", record.id().version().value());
    field(text, "Architecture", record.id().architecture().value());
    field(text, "Section", record.section());
    field(text, "Priority", record.priority());
    field(text, "Essential", record.essential() ? "yes" : "");
    field(text, "Protected", record.important() ? "yes" : "");
    field(
        text,
        "Multi-Arch",
        record.multiArch() == MultiArch.NO
            ? ""
            : record.multiArch().name().toLowerCase(Locale.ROOT));
    field(text, "Installed-Size", Long.toString(record.installedSizeKib()));
    field(text, "Pre-Depends", record.preDepends());
    field(text, "Depends", record.depends());
    field(text, "Recommends", record.recommends());
    field(text, "Suggests", record.suggests());
    field(text, "Conflicts", record.conflicts());
    field(text, "Breaks", record.breaks());
    field(text, "Provides", record.provides());
    field(text, "Replaces", record.replaces());
    field(text, "Description", record.description());
    field(text, "Archive", entry.archive().toString());
    field(text, "Filename", record.filename());
    field(text, "Size", Long.toString(record.size()));
    field(text, "SHA256", record.sha256().hex());
  }

  private static void field(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(value.replace("\n", "\n ")).append('\n');
    }
  }

  /**
   * Reads a lock.
   *
   * @param name names it in messages
   * @throws InvalidInput if it is none, or was damaged
   */
  public static Lock parse(String text, String name) {
    try {
      return read(text, name);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw new InvalidInput("cannot use lock " + name + ": " + e.getMessage(), REMEDY, e);
    } catch (Failure e) {
      throw new InvalidInput("cannot use lock " + name + ": " + e.getMessage(), REMEDY, e);
    }
  }

  private static Lock read(String text, String name) throws IOException {
    int end = text.indexOf("\n\n");
    String about = end < 0 ? text : text.substring(0, end + 1);
    Stanza header =
        stanzas(about, name).stream()
            .findFirst()
            .orElseThrow(() -> new InvalidInput("it is empty"));
    if (!header.get("Format", "").equals(FORMAT)) {
      throw new InvalidInput("it does not begin with Format: " + FORMAT);
    }
    return new Lock(
        header.require("Image"),
        Digest.parse(header.require("Blueprint")),
        new Architecture(header.require("Machine")),
        Digest.parse(header.require("Rules")),
        Digest.parse(header.require("Baseline")),
        Instant.parse(header.require("Date")),
        entries(end < 0 ? "" : text.substring(end + 2), name));
  }

  private static List<Lock.Entry> entries(String text, String name) throws IOException {
    Map<Digest, URI> archives = new HashMap<>();
    for (Stanza stanza : stanzas(text, name)) {
      archives.put(Digest.parse(stanza.require("SHA256")), URI.create(stanza.require("Archive")));
    }
    List<Lock.Entry> entries = new ArrayList<>();
    IndexReport report =
        PackagesIndex.read(
            bytes(text),
            name,
            record ->
                entries.add(
                    new Lock.Entry(
                        record,
                        Optional.ofNullable(archives.get(record.sha256()))
                            .orElseThrow(() -> new InvalidInput(record.id() + " is twice")))));
    if (!report.problems().isEmpty()) {
      throw new InvalidInput(report.problems().getFirst().toString());
    }
    if (entries.isEmpty()) {
      throw new InvalidInput("it names no packages");
    }
    return entries;
  }

  private static List<Stanza> stanzas(String text, String name) throws IOException {
    ControlReader reader = new ControlReader(bytes(text), name);
    List<Stanza> stanzas = new ArrayList<>();
    for (Optional<Stanza> next = reader.next(); next.isPresent(); next = reader.next()) {
      stanzas.add(next.get());
    }
    return stanzas;
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
