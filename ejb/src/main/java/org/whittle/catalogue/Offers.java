package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.build.ArchiveBaseline;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.source.ContentsLibrary;
import org.whittle.store.BlobStore;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.IndexText;
import org.whittle.universe.PreparedIndices;
import org.whittle.universe.UniverseBuilder;

/**
 * Makes draws ready for the resolver: the universe of a whole release is made once, kept as a
 * prepared index, and opened from then on; the last few stay open.
 */
@ApplicationScoped
public class Offers {
  private static final int KEPT = 4;

  @Inject private BlobStore blobs;
  @Inject private PreparedIndices prepared;
  @Inject private ContentsLibrary contents;

  private final Map<Digest, ArchiveBaseline> offers = recent();

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
                  draw.architecture(),
                  places(draw),
                  PreparedOffers.of(prepared, key, () -> read(draw)))
              .with(contents, draw.indices().stream().map(Draw.Part::contents).distinct().toList());
      offers.put(key, known);
    }
    return known;
  }

  private static List<ArchiveBaseline.Place> places(Draw draw) {
    return draw.indices().stream()
        .map(part -> ArchiveBaseline.Place.of(part.base(), part.digest(), part.releasedAt()))
        .toList();
  }

  private DebianUniverse read(Draw draw) {
    UniverseBuilder builder = DebianUniverse.builder(draw.architecture());
    for (Draw.Part part : draw.indices()) {
      String name = "index " + part.text().shortHex();
      IndexText text = () -> blobs.open(part.text());
      if (part.only().isEmpty()) {
        builder.add(name, text);
      } else {
        Set<Draw.SourceVersion> only = part.only().get();
        builder.add(
            name,
            text,
            (source, version) -> only.contains(new Draw.SourceVersion(source, version)));
      }
    }
    return builder.build();
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
