package org.whittle.composition.boot;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.whittle.blueprint.MachineConfig;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** What a container engine adds to an image's root, and a machine's root has to have itself. */
final class Places {
  private static final List<FilePath> MOUNTED =
      List.of(
          new FilePath("/dev"), new FilePath("/proc"), new FilePath("/run"), new FilePath("/sys"));
  private static final FilePath TMP = new FilePath("/tmp");
  private static final FilePath ETC = new FilePath("/etc");
  private static final FilePath HOSTS = new FilePath("/etc/hosts");
  private static final FilePath RESOLVER = new FilePath("/etc/resolv.conf");

  /** Over it systemd binds the identifier of a machine whose root cannot be written to. */
  private static final FilePath IDENTIFIER = new FilePath("/etc/machine-id");

  private Places() {}

  /** What the image lacks of it. */
  static List<SelectedFile> missing(ThinTree image, MachineConfig.Init init, BlobStore store) {
    Set<FilePath> there =
        image.files().map(selected -> selected.file().path()).collect(Collectors.toSet());
    List<FileEntry> wanted = new ArrayList<>();
    MOUNTED.forEach(path -> wanted.add(FileEntry.directory(path, 0755, 0, 0)));
    wanted.add(FileEntry.directory(TMP, 01777, 0, 0));
    wanted.add(FileEntry.directory(ETC, 0755, 0, 0));
    wanted.add(text(HOSTS, 0644, "127.0.0.1\tlocalhost\n::1\tlocalhost\n", store));
    wanted.add(FileEntry.symlink(RESOLVER, "/run/resolv.conf"));
    if (init == MachineConfig.Init.SYSTEMD) {
      wanted.add(text(IDENTIFIER, 0644, "", store));
    }
    return wanted.stream()
        .filter(entry -> !there.contains(entry.path()))
        .map(Places::selected)
        .toList();
  }

  static SelectedFile selected(FileEntry entry) {
    return new SelectedFile(entry, Reason.of(Reason.Kind.EFFECT, "the machine's start"));
  }

  static FileEntry text(FilePath path, int mode, String text, BlobStore store) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    BlobStore.Stored stored = store.put(new ByteArrayInputStream(bytes));
    return FileEntry.regular(path, mode, 0, 0, stored.size(), stored.digest());
  }
}
