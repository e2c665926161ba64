package org.whittle.composition.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.whittle.composition.Layer;
import org.whittle.composition.tar.TarMember;
import org.whittle.format.FileKind;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;

/**
 * An image as a folder of blobs with an index (image-spec 1.1, "OCI Image Layout Specification"),
 * the same bytes each time.
 */
public final class OciLayout {
  private static final Pattern REF_NAME =
      Pattern.compile("[A-Za-z0-9]+(?:(?:[-._:@+/]|--)[A-Za-z0-9]+)*");

  private OciLayout() {}

  /**
   * Writes the layout into a folder that is made if it is not there.
   *
   * @param refName names the image within the layout, such as {@code nginx:3}
   * @throws InvalidInput if the name is not one that image-spec 1.1 allows
   */
  public static void write(OciImage image, BlobStore store, String refName, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (TarMember member : members(image, store, refName)) {
      Path file = folder.resolve(member.name());
      if (member.kind() == FileKind.DIRECTORY) {
        Files.createDirectories(file);
      } else {
        try (InputStream content = member.content().open()) {
          Files.copy(content, file);
        }
      }
    }
  }

  /** What the layout holds, in the order in which its archive has it. */
  static List<TarMember> members(OciImage image, BlobStore store, String refName) {
    if (!REF_NAME.matcher(refName).matches()) {
      throw new InvalidInput(
          "cannot write an OCI archive: \""
              + refName
              + "\" is no reference name; letters and digits expected, with single -._:@+/"
              + " between them");
    }
    SortedMap<Digest, Long> blobs = new TreeMap<>();
    blobs.put(image.manifest(), image.manifestSize());
    blobs.put(image.config(), image.configSize());
    for (Layer layer : image.layers()) {
      blobs.put(layer.digest(), layer.size());
    }
    List<TarMember> members = new ArrayList<>();
    members.add(
        TarMember.file(
            "oci-layout",
            "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII)));
    members.add(TarMember.file("index.json", index(image, refName)));
    members.add(TarMember.directory("blobs/"));
    members.add(TarMember.directory("blobs/sha256/"));
    blobs.forEach(
        (digest, size) ->
            members.add(
                TarMember.file("blobs/sha256/" + digest.hex(), size, () -> store.open(digest))));
    return members;
  }

  private static byte[] index(OciImage image, String refName) {
    Map<String, Object> manifest =
        OciImageWriter.descriptor(MediaTypes.MANIFEST, image.manifest(), image.manifestSize());
    manifest.put("platform", Platforms.of(image.architecture()));
    manifest.put("annotations", Map.of("org.opencontainers.image.ref.name", refName));
    Map<String, Object> index = new TreeMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", MediaTypes.INDEX);
    index.put("manifests", List.of(manifest));
    return CanonicalJson.bytes(index);
  }
}
