package org.whittle.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.source.FetchedIndex;
import org.whittle.source.Keyring;
import org.whittle.source.Mirror;
import org.whittle.source.SourceDefinition;
import org.whittle.source.SyncResult;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** The archive that this machine's apt configuration names first, its base suite alone. */
final class HostArchive {
  private static final Path SOURCES = Path.of("/etc/apt/sources.list.d");

  private HostArchive() {}

  /** The signed base suite as a baseline, its index in the store. */
  static ArchiveBaseline baseline(BlobStore store, Transport transport) throws IOException {
    return baseline(definition(), store, transport, Clock.systemUTC());
  }

  /** One signed suite as a baseline, its indices in the store. */
  static ArchiveBaseline baseline(
      SourceDefinition source, BlobStore store, Transport transport, Clock clock)
      throws IOException {
    SyncResult result =
        new Mirror(transport, store, clock).sync(source, Optional.empty(), Progress.NONE);
    SyncResult.Fetched fetched = (SyncResult.Fetched) result;
    List<ArchiveBaseline.Offer> offers = new ArrayList<>();
    for (FetchedIndex index : fetched.release().indices()) {
      List<IndexRecord> records = new ArrayList<>();
      try (InputStream text = new BufferedInputStream(store.open(index.text()), 1 << 16)) {
        PackagesIndex.read(text, source.name(), records::add);
      }
      offers.add(
          ArchiveBaseline.Offer.of(source.uri(), index.text(), fetched.release().date(), records));
    }
    return ArchiveBaseline.of(source.architecture(), offers);
  }

  private static SourceDefinition definition() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sources")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return new SourceDefinition(
        "host",
        URI.create(field(lines, "URIs")),
        field(lines, "Suites").split(" ")[0],
        List.of("main"),
        Architecture.AMD64,
        Keyring.parse(Files.readAllBytes(Path.of(field(lines, "Signed-By")))),
        "host");
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(SOURCES + " has no " + name));
  }
}
