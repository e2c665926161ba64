package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * Fetches one index: first the compressed file, verified aside, then its text, verified into the
 * store. Nothing is uncompressed that the release does not vouch for.
 */
record IndexFetch(Transport transport, BlobStore store) {
  private static final String REMEDY =
      "The mirror may be changing just now: sync again in some minutes, or use another mirror";

  /** Fetches the index unless the store has it; hears of the compressed bytes that have come. */
  FetchedIndex fetch(SourceDefinition source, OfferedIndex index, LongConsumer progress) {
    if (!store.contains(index.plain().digest())) {
      Path file = temporaryFile();
      try {
        download(source::inSuite, index, file, progress);
        unpack(source::inSuite, index, file, text -> store.put(index.plain().digest(), text));
      } finally {
        delete(file);
      }
    }
    return new FetchedIndex(
        index.component(), index.architecture(), index.plain().digest(), index.plain().size());
  }

  /** Fetches an index whose text is only read; hears of the compressed bytes that have come. */
  void read(
      Function<String, URI> inSuite, OfferedIndex index, LongConsumer progress, Reader reader) {
    Path file = temporaryFile();
    try {
      download(inSuite, index, file, progress);
      unpack(inSuite, index, file, reader);
    } finally {
      delete(file);
    }
  }

  /** Reads a text to its end: only then it is known to be what was promised. */
  @FunctionalInterface
  interface Reader {
    void read(InputStream text) throws IOException;
  }

  private void download(
      Function<String, URI> inSuite, OfferedIndex index, Path file, LongConsumer progress) {
    URI uri = index.uri(inSuite);
    URI byName = inSuite.apply(index.path());
    try {
      download(uri, index, file, progress);
    } catch (NotFound e) {
      if (byName.equals(uri)) {
        throw e;
      }
      download(byName, index, file, progress);
    }
  }

  private void download(URI uri, OfferedIndex index, Path file, LongConsumer progress) {
    String what = "index " + index.path();
    CheckedStream.Promise promise = new CheckedStream.Promise(what + " from " + uri, REMEDY);
    InputStream body = transport.open(uri, index.packed().size(), what);
    try (InputStream in = new CheckedStream(body, index.packed(), promise, progress)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static void unpack(
      Function<String, URI> inSuite, OfferedIndex index, Path file, Reader reader) {
    String what = "text of index " + index.path() + " from " + inSuite.apply(index.path());
    CheckedStream.Promise promise = new CheckedStream.Promise(what, REMEDY);
    try (InputStream packed = Files.newInputStream(file);
        InputStream text = index.compression().open(packed);
        InputStream in = new CheckedStream(text, index.plain(), promise, bytes -> {})) {
      reader.read(in);
    } catch (IOException e) {
      throw new Corrupted("cannot use " + what + ": it cannot be uncompressed", REMEDY, e);
    }
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("whittle-index-", ".part");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static Unavailable unwritable(IOException e) {
    return new Unavailable(
        "cannot keep an index while it is verified: " + e.getMessage(),
        "See to space and permission in the directory for temporary files",
        e);
  }
}
