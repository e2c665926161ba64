package org.whittle.build.local;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.build.ArchiveBaseline;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.FetchedIndex;
import org.whittle.source.FetchedRelease;
import org.whittle.source.Mirror;
import org.whittle.source.SourceDefinition;
import org.whittle.source.SyncResult;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** What archives offer at this moment. */
public final class FreshBaseline {
  private FreshBaseline() {}

  /**
   * Looks at each archive, and fetches the indices that the store lacks.
   *
   * @param sources at least one
   * @param contents is asked when somebody wants to know who ships a path
   * @throws org.whittle.kernel.Failure as {@link Mirror#sync} says
   */
  public static ArchiveBaseline of(
      List<SourceDefinition> sources,
      Architecture architecture,
      Transport transport,
      BlobStore store,
      ContentsLibrary contents,
      Clock clock,
      Progress progress) {
    Mirror mirror = new Mirror(transport, store, clock);
    List<ArchiveBaseline.Text> texts = new ArrayList<>();
    List<ContentsPlace> places = new ArrayList<>();
    for (SourceDefinition source : sources) {
      // Nothing is known beforehand, so that the answer is always what was fetched.
      if (mirror.sync(source, Optional.empty(), progress) instanceof SyncResult.Fetched fetched) {
        texts.addAll(texts(source, fetched.release(), store));
        places.add(ContentsPlace.of(source, fetched.release().digest()));
      }
    }
    return ArchiveBaseline.ofTexts(architecture, texts).with(contents, places);
  }

  private static List<ArchiveBaseline.Text> texts(
      SourceDefinition source, FetchedRelease release, BlobStore store) {
    List<ArchiveBaseline.Text> texts = new ArrayList<>();
    for (FetchedIndex index : release.indices()) {
      texts.add(
          new ArchiveBaseline.Text(
              ArchiveBaseline.Place.of(source.uri(), index.text(), release.date()),
              source.name() + " " + index.component(),
              () -> store.open(index.text())));
    }
    return texts;
  }
}
