package org.whittle.build;

import java.util.Optional;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.store.DerivedData;

/** What is known of package archives that some build unpacked before. */
public final class UnpackedContents {
  /** The kind of derived data under which it is kept. */
  public static final String KIND = ContentsCodec.KIND;

  private UnpackedContents() {}

  /** The contents of the package archive with the digest; empty if nothing unpacked it yet. */
  public static Optional<PackageContents> find(DerivedData derived, Digest archive) {
    return derived.find(ContentsCodec.KIND, archive).flatMap(ContentsCodec::decode);
  }
}
