package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/** Reads the file lists of image versions and keeps the last few; thread-safe. */
@ApplicationScoped
public class FileLists {
  private static final int KEPT = 16;

  @Inject private BlobStore blobs;

  private final Map<Digest, List<ListedFile>> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, List<ListedFile>> eldest) {
          return size() > KEPT;
        }
      };

  /** The files of a version, by path. */
  public List<ListedFile> read(Digest tree) {
    synchronized (recent) {
      List<ListedFile> known = recent.get(tree);
      if (known != null) {
        return known;
      }
    }
    List<ListedFile> files;
    try (InputStream blob = blobs.open(tree)) {
      files = FileList.decode(blob.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read file list " + tree, e);
    }
    synchronized (recent) {
      recent.put(tree, files);
    }
    return files;
  }
}
