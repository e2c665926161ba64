package org.whittle.composition;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * Makes small trees for tests; files go to the package named last, at first to the image itself.
 */
public final class TreeBuilder {
  private static final String OWN = "";
  private static final Reason REASON = Reason.of(Reason.Kind.LEVEL, "");

  private final MemoryBlobStore texts = new MemoryBlobStore();
  private final Map<String, List<FileEntry>> files = new LinkedHashMap<>();
  private String current = OWN;

  /** The files that follow belong to this package. */
  public TreeBuilder pack(String name) {
    current = name;
    files.putIfAbsent(name, new ArrayList<>());
    return this;
  }

  /** The files that follow belong to the image itself. */
  public TreeBuilder own() {
    current = OWN;
    return this;
  }

  /** A directory of root's. */
  public TreeBuilder dir(String path, int mode) {
    return add(FileEntry.directory(new FilePath(path), mode, 0, 0));
  }

  /** A regular file of root's. */
  public TreeBuilder file(String path, int mode, String text) {
    BlobStore.Stored stored = texts.put(text);
    return add(FileEntry.regular(new FilePath(path), mode, 0, 0, stored.size(), stored.digest()));
  }

  /** A symbolic link. */
  public TreeBuilder link(String path, String target) {
    return add(FileEntry.symlink(new FilePath(path), target));
  }

  /** Any file; its content is in the store that {@link #texts} fills, or elsewhere. */
  public TreeBuilder add(FileEntry file) {
    files.computeIfAbsent(current, c -> new ArrayList<>()).add(file);
    return this;
  }

  /** Puts the contents of all files into a store. */
  public <S extends BlobStore> S fill(S store) {
    texts.all().values().forEach(b -> store.put(new ByteArrayInputStream(b)));
    return store;
  }

  /** The tree, its parts handed over in an order that the seed decides. */
  public ThinTree tree(long seed) {
    Random random = new Random(seed);
    List<Selection> selections = new ArrayList<>();
    List<SelectedFile> own = new ArrayList<>();
    files.forEach(
        (name, entries) -> {
          List<SelectedFile> selected = new ArrayList<>();
          entries.forEach(e -> selected.add(new SelectedFile(e, REASON)));
          Collections.shuffle(selected, random);
          if (name.equals(OWN)) {
            own.addAll(selected);
          } else {
            PackageId id = PackageId.of(name, "1.0", "amd64");
            selections.add(new Selection(id, Digest.of(name), selected));
          }
        });
    Collections.shuffle(selections, random);
    return new ThinTree(selections, own, List.of(), List.of(), List.of());
  }

  /** The tree. */
  public ThinTree tree() {
    return tree(0);
  }

  /** A tree of two packages, links, odd modes and files of the image itself. */
  public static TreeBuilder small() {
    return new TreeBuilder()
        .dir("/tmp", 01777)
        .file("/etc/passwd", 0644, "root:x:0:0::/root:/bin/sh\nweb:x:33:34::/var/www:\n")
        .file("/etc/group", 0644, "root:x:0:\nweb:x:34:\nadm:x:4:web\n")
        .link("/bin", "usr/bin")
        .pack("server")
        .dir("/usr", 0755)
        .dir("/usr/bin", 0755)
        .file("/usr/bin/server", 0755, "server\n".repeat(20_000))
        .file("/usr/share/server/\u00fcber/index.html", 0644, "<h1>hello</h1>\n")
        .file("/usr/share/server/empty", 0600, "")
        .pack("libsmall")
        .dir("/usr", 0755)
        .file("/usr/lib/libsmall.so.1.2", 0644, "small")
        .link("/usr/lib/libsmall.so.1", "libsmall.so.1.2")
        .pack("nothing")
        .own();
  }
}
