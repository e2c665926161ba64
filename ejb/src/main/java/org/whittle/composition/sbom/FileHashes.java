package org.whittle.composition.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.thinning.SelectedFile;

/**
 * SHA-1 digests of files, which SPDX demands and nothing here relies on; computed once for each set
 * of files.
 */
public final class FileHashes {
  private static final String KIND = "sha1-1";

  private final BlobStore store;
  private final DerivedData derived;

  /** Reads files of the store. */
  public FileHashes(BlobStore store, DerivedData derived) {
    this.store = store;
    this.derived = derived;
  }

  /** The digests of the regular files in hexadecimal digits, in their order. */
  List<String> of(List<SelectedFile> files) {
    List<Digest> contents =
        files.stream()
            .map(SelectedFile::file)
            .filter(file -> file.kind() == FileKind.REGULAR)
            .map(FileEntry::content)
            .map(Optional::orElseThrow)
            .toList();
    StringBuilder text = new StringBuilder();
    contents.forEach(content -> text.append(content.hex()).append('\n'));
    Digest key = Digest.of(text.toString());
    return derived
        .find(KIND, key)
        .map(kept -> new String(kept, StandardCharsets.US_ASCII).lines().toList())
        .filter(lines -> lines.size() == contents.size())
        .orElseGet(() -> compute(key, contents));
  }

  private List<String> compute(Digest key, List<Digest> contents) {
    List<String> hashes = new ArrayList<>();
    contents.forEach(content -> hashes.add(sha1(content)));
    derived.keep(KIND, key, String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII));
    return List.copyOf(hashes);
  }

  private String sha1(Digest content) {
    MessageDigest sha1 = sha1();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = store.open(content)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha1.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new Unavailable("cannot read " + content + ": " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(sha1.digest());
  }

  /** A fresh computation. */
  static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
