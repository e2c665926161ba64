package org.whittle.build.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.whittle.build.ArchiveBaseline;
import org.whittle.format.deb.IndexCompression;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * A package index that somebody kept: what a source offered at one moment.
 *
 * <p>Nobody vouches for the file but who names it; packages are still verified against it.
 */
public final class FrozenIndex {
  private FrozenIndex() {}

  /**
   * Reads an index.
   *
   * @param file its name's suffix says its compression
   * @param base address of the archive that has its packages
   * @param date what the images of it are dated with, since the index does not say
   * @throws InvalidInput if there is no such file or it holds no package
   * @throws Corrupted if it is cut off or its compression is broken
   */
  public static ArchiveBaseline.Offer read(Path file, URI base, Instant date) {
    MessageDigest sha = Digest.sha256();
    List<IndexRecord> records = new ArrayList<>();
    try (InputStream packed = Files.newInputStream(file);
        InputStream plain = IndexCompression.open(file.toString(), packed);
        InputStream text = new DigestInputStream(new BufferedInputStream(plain, 1 << 16), sha)) {
      PackagesIndex.read(text, file.toString(), records::add);
    } catch (NoSuchFileException e) {
      throw new InvalidInput("cannot read snapshot " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new Corrupted("cannot read snapshot " + file + ": " + e.getMessage(), e);
    }
    if (records.isEmpty()) {
      throw new InvalidInput(
          "cannot use snapshot " + file + ": it holds no package",
          "Give an index of packages, such as Packages.xz of an archive.",
          null);
    }
    return ArchiveBaseline.Offer.of(base, Digest.fromBytes(sha.digest()), date, records);
  }
}
