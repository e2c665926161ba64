package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.build.ArchiveBaseline;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;

/**
 * Makes draws ready for the resolver and keeps the last few: the universe of a whole release takes
 * a second to make and is never changed.
 */
@ApplicationScoped
public class Offers {
  private static final int KEPT = 4;

  @Inject private BlobStore blobs;

  private final Map<Digest, ArchiveBaseline> offers = recent();
  private final Map<Digest, List<IndexRecord>> indices = recent();

  /**
   * The packages that the draw offers.
   *
   * @throws InvalidInput if the draw has no index
   */
  public synchronized ArchiveBaseline of(Draw draw) {
    if (draw.indices().isEmpty()) {
      throw new InvalidInput(
          "cannot compose: the baseline rests on no snapshot yet",
          "Add a base source and sync it",
          null);
    }
    Digest key = draw.digest();
    ArchiveBaseline known = offers.get(key);
    if (known == null) {
      known =
          ArchiveBaseline.of(
              draw.architecture(), draw.indices().stream().map(this::offer).toList());
      offers.put(key, known);
    }
    return known;
  }

  /** Keeps what was just read, so that the first draw need not read it again. */
  public synchronized void remember(Digest text, List<IndexRecord> records) {
    indices.put(text, List.copyOf(records));
  }

  private ArchiveBaseline.Offer offer(Draw.Part part) {
    return ArchiveBaseline.Offer.of(part.base(), part.digest(), part.releasedAt(), select(part));
  }

  private List<IndexRecord> select(Draw.Part part) {
    List<IndexRecord> all = read(part.text());
    if (part.only().isEmpty()) {
      return all;
    }
    Set<Draw.SourceVersion> only = part.only().get();
    return all.stream()
        .filter(
            record ->
                only.contains(
                    new Draw.SourceVersion(
                        record.source().value(), record.sourceVersion().value())))
        .toList();
  }

  private List<IndexRecord> read(Digest text) {
    List<IndexRecord> known = indices.get(text);
    if (known != null) {
      return known;
    }
    List<IndexRecord> records = new ArrayList<>();
    try (InputStream content = new BufferedInputStream(blobs.open(text), 1 << 16)) {
      PackagesIndex.read(content, "index " + text.shortHex(), records::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read index " + text, e);
    }
    indices.put(text, records);
    return records;
  }

  private static <V> Map<Digest, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Digest, V> eldest) {
        return size() > KEPT;
      }
    };
  }
}
