package org.whittle.composition.oci;

import java.util.List;
import org.whittle.composition.Layer;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;

/**
 * An image whose manifest, configuration and layers are in the store.
 *
 * @param manifest digest of the manifest: the image's name among machines
 * @param manifestSize bytes of the manifest
 * @param config digest of the configuration
 * @param configSize bytes of the configuration
 * @param layers the lowest first
 */
public record OciImage(
    Architecture architecture,
    Digest manifest,
    long manifestSize,
    Digest config,
    long configSize,
    List<Layer> layers) {
  /** Copies the layers. */
  public OciImage {
    layers = List.copyOf(layers);
  }

  /** Bytes that a registry serves for it: manifest, configuration and compressed layers. */
  public long size() {
    return manifestSize + configSize + layers.stream().mapToLong(Layer::size).sum();
  }

  /** Bytes of the layers' archives before compression. */
  public long uncompressedSize() {
    return layers.stream().mapToLong(Layer::uncompressedSize).sum();
  }
}
