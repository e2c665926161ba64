package org.whittle.composition.oci;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.composition.FileTree;
import org.whittle.composition.Layer;
import org.whittle.composition.LayerPlan;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.PlannedLayer;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/**
 * Writes a tree as an OCI image into the store: layers, configuration, manifest.
 *
 * <p>The same input gives the same digests. Safe for use by any thread.
 */
public final class OciImageWriter {
  private final BlobStore store;
  private final LayerWriter layers;

  /** Writes into a store, layers by the given writer to the same store. */
  public OciImageWriter(BlobStore store, LayerWriter layers) {
    this.store = store;
    this.layers = layers;
  }

  /**
   * Writes the image; the store is not synced.
   *
   * @param labels of the configuration; those of {@code org.opencontainers.image} are annotations
   *     of the manifest too
   * @param created cut to whole seconds; also the time of the image's own files
   * @throws InvalidInput if the tree is empty or OCI cannot say what is asked for
   * @throws org.whittle.kernel.Corrupted if the tree contradicts itself
   */
  public OciImage write(
      ThinTree tree,
      RunConfig run,
      Architecture architecture,
      Map<String, String> labels,
      Instant created) {
    List<PlannedLayer> plan = LayerPlan.of(tree);
    if (plan.isEmpty()) {
      throw new InvalidInput("cannot write an OCI image: it has no files");
    }
    String user = ImageUser.resolve(run.user(), FileTree.of(tree), store);
    List<Layer> written = layers.writeAll(plan, created);
    BlobStore.Stored config =
        put(ConfigJson.bytes(run, user, architecture, labels, created, plan, written));
    BlobStore.Stored manifest = put(manifest(config, written, labels));
    return new OciImage(
        architecture, manifest.digest(), manifest.size(), config.digest(), config.size(), written);
  }

  private BlobStore.Stored put(byte[] json) {
    return store.putPacked(json);
  }

  private static byte[] manifest(
      BlobStore.Stored config, List<Layer> layers, Map<String, String> labels) {
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MediaTypes.MANIFEST);
    manifest.put("config", descriptor(MediaTypes.CONFIG, config.digest(), config.size()));
    manifest.put(
        "layers",
        layers.stream().map(l -> descriptor(l.mediaType(), l.digest(), l.size())).toList());
    Map<String, String> annotations = new TreeMap<>(labels);
    annotations.keySet().removeIf(key -> !key.startsWith("org.opencontainers.image."));
    if (!annotations.isEmpty()) {
      manifest.put("annotations", annotations);
    }
    return CanonicalJson.bytes(manifest);
  }

  /** A content descriptor (image-spec 1.1, "OCI Content Descriptors"). */
  static Map<String, Object> descriptor(String mediaType, Digest digest, long size) {
    Map<String, Object> descriptor = new TreeMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", digest.toString());
    descriptor.put("size", size);
    return descriptor;
  }
}
