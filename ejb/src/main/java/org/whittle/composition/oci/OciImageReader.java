package org.whittle.composition.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.whittle.composition.Layer;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/** Reads an image back from the store by its manifest. */
public final class OciImageReader {
  private OciImageReader() {}

  /**
   * The image with the manifest; the uncompressed sizes of its layers are not known and 0.
   *
   * @throws org.whittle.kernel.NotFound if the store does not have it
   * @throws Corrupted if the manifest or the configuration is none
   */
  public static OciImage read(BlobStore store, Digest manifest) {
    JsonNode description = json(store, manifest);
    Digest config = Digest.parse(description.path("config").path("digest").asText());
    JsonNode settings = json(store, config);
    JsonNode diffIds = settings.path("rootfs").path("diff_ids");
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : description.path("layers")) {
      layers.add(
          new Layer(
              Digest.parse(layer.path("digest").asText()),
              Digest.parse(diffIds.path(layers.size()).asText()),
              layer.path("size").asLong(),
              0,
              layer.path("mediaType").asText()));
    }
    return new OciImage(
        new Architecture(settings.path("architecture").asText()),
        manifest,
        store.size(manifest),
        config,
        store.size(config),
        layers);
  }

  private static JsonNode json(BlobStore store, Digest digest) {
    try (InputStream content = store.open(digest)) {
      return new ObjectMapper().readTree(content);
    } catch (IOException e) {
      throw new Corrupted("cannot read " + digest + " of an image: " + e.getMessage(), e);
    }
  }
}
