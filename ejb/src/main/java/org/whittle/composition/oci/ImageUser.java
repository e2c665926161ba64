package org.whittle.composition.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whittle.composition.FileTree;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * The user of an image in numbers, as hosts that check for root want it.
 *
 * <p>Names that the tree's {@code /etc/passwd} and {@code /etc/group} know become numbers; others
 * stay as they are. A user without a group stays without one, so that the runtime adds the user's
 * groups (image-spec 1.1, "config.md", User).
 */
final class ImageUser {
  private static final FilePath PASSWD = new FilePath("/etc/passwd");
  private static final FilePath GROUP = new FilePath("/etc/group");

  private final FileTree tree;
  private final BlobStore store;

  private ImageUser(FileTree tree, BlobStore store) {
    this.tree = tree;
    this.store = store;
  }

  /** The user in numbers as far as they are known. */
  static String resolve(String user, FileTree tree, BlobStore store) {
    ImageUser names = new ImageUser(tree, store);
    int colon = user.indexOf(':');
    return colon < 0
        ? names.number(PASSWD, user)
        : names.number(PASSWD, user.substring(0, colon))
            + ":"
            + names.number(GROUP, user.substring(colon + 1));
  }

  /** Both files hold {@code name:password:number:…} (passwd(5), group(5)). */
  private String number(FilePath file, String name) {
    return text(file)
        .lines()
        .map(line -> line.split(":", -1))
        .filter(f -> f.length > 2 && !name.isEmpty() && f[0].equals(name))
        .filter(f -> f[2].matches("[0-9]{1,10}"))
        .map(f -> f[2])
        .findFirst()
        .orElse(name);
  }

  private String text(FilePath path) {
    Optional<Digest> content = tree.find(path).flatMap(FileEntry::content);
    if (content.isEmpty()) {
      return "";
    }
    try (InputStream stream = store.open(content.get())) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + path + " of the image: " + e.getMessage(), e);
    }
  }
}
