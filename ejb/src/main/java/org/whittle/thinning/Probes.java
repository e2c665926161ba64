package org.whittle.thinning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.whittle.format.FileEntry;
import org.whittle.format.elf.ElfReader;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.store.DerivedData;

/**
 * Probes of files by content, each made once and kept beside the content for ever. For one thread.
 */
public final class Probes {
  /** The kind under which probes are kept. */
  static final String KIND = "elf-1";

  private static final int MAX_LINE = 4096;

  private final ContentReader contents;
  private final DerivedData derived;
  private final Map<Digest, Probe> known = new HashMap<>();

  /** Probes what the reader opens and keeps the results. */
  public Probes(ContentReader contents, DerivedData derived) {
    this.contents = contents;
    this.derived = derived;
  }

  /**
   * What the file asks for; plain data if it is no regular file or empty.
   *
   * @throws Corrupted if it begins as an ELF file and is none
   */
  public Probe of(FileEntry file) {
    return of(file, file.path()::value);
  }

  Probe of(Candidate candidate) {
    return of(candidate.file(), () -> named(candidate));
  }

  private Probe of(FileEntry file, Supplier<String> name) {
    Optional<Digest> content = file.content();
    if (content.isEmpty() || file.size() < 4) {
      return Probe.DATA;
    }
    Probe probe = known.get(content.get());
    if (probe == null) {
      probe = derived.find(KIND, content.get()).flatMap(Probe::decode).orElse(null);
      if (probe == null) {
        probe = read(name, content.get());
        derived.keep(KIND, content.get(), probe.encoded());
      }
      known.put(content.get(), probe);
    }
    return probe;
  }

  private Probe read(Supplier<String> name, Digest content) {
    try (InputStream in = contents.open(content)) {
      byte[] start = in.readNBytes(4);
      if (ElfReader.isElf(start)) {
        return new Probe(
            Optional.of(ElfReader.read(() -> contents.open(content))), Optional.empty());
      }
      if (start.length > 2 && start[0] == '#' && start[1] == '!') {
        byte[] more = in.readNBytes(MAX_LINE);
        String text =
            new String(start, 2, start.length - 2, StandardCharsets.UTF_8)
                + new String(more, StandardCharsets.UTF_8);
        return new Probe(Optional.empty(), text.lines().findFirst().map(String::strip));
      }
      return Probe.DATA;
    } catch (IOException e) {
      throw new Unavailable("cannot read " + name.get() + ": " + e.getMessage(), e);
    } catch (Corrupted e) {
      throw new Corrupted("cannot probe " + name.get() + ": " + e.getMessage(), e);
    }
  }

  /** What the file names; nothing if it is no regular file, or too large to be more than data. */
  Mentions mentions(Candidate candidate, boolean text) {
    Optional<Digest> content = candidate.file().content();
    if (content.isEmpty() || candidate.file().size() > Mentions.MAX_FILE) {
      return Mentions.NONE;
    }
    String kind = Mentions.KIND + (text ? "-text" : "");
    return derived
        .find(kind, content.get())
        .flatMap(Mentions::decode)
        .orElseGet(
            () -> {
              Mentions read = readMentions(candidate, content.get(), text);
              derived.keep(kind, content.get(), read.encoded());
              return read;
            });
  }

  private Mentions readMentions(Candidate candidate, Digest content, boolean text) {
    try (InputStream in = contents.open(content)) {
      return Mentions.read(in, text);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + named(candidate) + ": " + e.getMessage(), e);
    }
  }

  private static String named(Candidate candidate) {
    String path = candidate.file().path().value();
    return candidate.owner().map(o -> path + " of " + o.id()).orElse(path);
  }

  /** The whole text of a small file; bytes beyond the limit are left out. */
  String text(Candidate candidate, int limit) {
    Optional<Digest> content = candidate.file().content();
    if (content.isEmpty()) {
      return "";
    }
    try (InputStream in = contents.open(content.get())) {
      return new String(in.readNBytes(limit), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + named(candidate) + ": " + e.getMessage(), e);
    }
  }
}
