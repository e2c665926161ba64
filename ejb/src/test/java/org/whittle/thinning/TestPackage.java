package org.whittle.thinning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.format.ContentSink;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.NotFound;

/** A package made by hand; contents lie in memory. */
final class TestPackage {
  /** Contents of all packages of a test, and of what is generated. */
  static final class Contents implements ContentReader, ContentSink {
    private final Map<Digest, byte[]> blobs = new HashMap<>();
    int opened;

    @Override
    public InputStream open(Digest content) {
      opened++;
      byte[] bytes = blobs.get(content);
      if (bytes == null) {
        throw new NotFound("cannot open " + content + ": it was never stored");
      }
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Digest keep(InputStream content) throws IOException {
      return keep(content.readAllBytes());
    }

    Digest keep(byte[] bytes) {
      Digest digest = Digest.of(bytes);
      blobs.put(digest, bytes);
      return digest;
    }

    String text(FileEntry file) {
      byte[] bytes = blobs.getOrDefault(file.content().orElseThrow(), new byte[0]);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final Contents contents;
  private final PackageId id;
  private final List<FileEntry> files = new ArrayList<>();
  private final Map<String, String> control = new HashMap<>();

  TestPackage(Contents contents, String name) {
    this.contents = contents;
    this.id = PackageId.of(name, "1", "amd64");
  }

  TestPackage file(String path, String text) {
    return file(path, 0644, text.getBytes(StandardCharsets.UTF_8));
  }

  TestPackage program(String path, byte[] bytes) {
    return file(path, 0755, bytes);
  }

  TestPackage program(String path, String text) {
    return program(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TestPackage library(String path, byte[] bytes) {
    return file(path, 0644, bytes);
  }

  private TestPackage file(String path, int mode, byte[] bytes) {
    Digest digest = contents.keep(bytes);
    files.add(FileEntry.regular(new FilePath(path), mode, 0, 0, bytes.length, digest));
    return this;
  }

  TestPackage link(String path, String target) {
    files.add(FileEntry.symlink(new FilePath(path), target));
    return this;
  }

  TestPackage directory(String path, int mode, int uid, int gid) {
    files.add(FileEntry.directory(new FilePath(path), mode, uid, gid));
    return this;
  }

  TestPackage control(String name, String text) {
    control.put(name, text);
    return this;
  }

  PackageContents contents() {
    return new PackageContents(id, Digest.of(id.toString()), files, control);
  }
}
