package org.whittle.composition.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.store.BlobStore;

/**
 * Checks an image in the store against image-spec 1.1, from its manifest's digest down to each file
 * of each layer, and reports all faults.
 *
 * <p>Shares no code with the writer but the names of media types.
 */
public final class OciValidator {
  /** What Linux and registries are known to take. */
  private static final int MAX_LAYERS = 127;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlobStore store;
  private final List<String> faults = new ArrayList<>();

  private OciValidator(BlobStore store) {
    this.store = store;
  }

  /** Every fault as a sentence, in the order of the image; none if the image is sound. */
  public static List<String> faults(Digest manifest, BlobStore store) {
    OciValidator validator = new OciValidator(store);
    validator.checkManifest(manifest);
    return List.copyOf(validator.faults);
  }

  private void checkManifest(Digest digest) {
    JsonNode manifest = json("manifest", digest);
    expect("manifest: schemaVersion", "2", manifest.path("schemaVersion").asText());
    expect("manifest: mediaType", MediaTypes.MANIFEST, manifest.path("mediaType").asText());
    JsonNode descriptor = manifest.path("config");
    expect("config: mediaType", MediaTypes.CONFIG, descriptor.path("mediaType").asText());
    JsonNode config = JSON.missingNode();
    if (checkDescriptor("config", descriptor)) {
      config = json("config", Digest.parse(descriptor.path("digest").asText()));
      checkConfig(config);
    }
    checkLayers(manifest.path("layers"), config);
  }

  private void checkConfig(JsonNode config) {
    expect("config: os", "linux", config.path("os").asText());
    if (config.path("architecture").asText().isEmpty()) {
      faults.add("config: no architecture");
    }
    expect("config: rootfs.type", "layers", config.path("rootfs").path("type").asText());
    String created = config.path("created").asText();
    try {
      OffsetDateTime.parse(created);
    } catch (DateTimeException e) {
      faults.add("config: created is \"" + created + "\", no time of RFC 3339");
    }
    int filled = 0;
    for (JsonNode step : config.path("history")) {
      filled += step.path("empty_layer").asBoolean() ? 0 : 1;
    }
    int layers = config.path("rootfs").path("diff_ids").size();
    if (filled != layers) {
      faults.add("config: history tells of " + filled + " layers, rootfs of " + layers);
    }
  }

  private void checkLayers(JsonNode layers, JsonNode config) {
    JsonNode diffIds = config.path("rootfs").path("diff_ids");
    if (layers.isEmpty()) {
      faults.add("manifest: no layers");
    }
    if (layers.size() > MAX_LAYERS) {
      faults.add("manifest: " + layers.size() + " layers, more than " + MAX_LAYERS);
    }
    if (layers.size() != diffIds.size()) {
      faults.add("manifest: " + layers.size() + " layers, configuration: " + diffIds.size());
    }
    for (int i = 0; i < layers.size(); i++) {
      String what = "layer " + (i + 1);
      if (checkDescriptor(what, layers.get(i))) {
        checkLayer(what, layers.get(i), diffIds.path(i).asText());
      }
    }
  }

  private void checkLayer(String what, JsonNode descriptor, String diffId) {
    Digest digest = Digest.parse(descriptor.path("digest").asText());
    String mediaType = descriptor.path("mediaType").asText();
    try (InputStream blob = store.open(digest);
        InputStream archive = decompress(mediaType, blob)) {
      LayerArchiveCheck check = new LayerArchiveCheck(archive);
      check.faults().forEach(fault -> faults.add(what + ": " + fault));
      expect(what + ": digest before compression", diffId, check.diffId().toString());
      blob.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | Failure e) {
      faults.add(what + ": " + e.getMessage());
    }
  }

  private static InputStream decompress(String mediaType, InputStream blob) throws IOException {
    return switch (mediaType) {
      case MediaTypes.LAYER_TAR -> blob;
      case MediaTypes.LAYER_TAR + "+gzip" -> new GZIPInputStream(blob, 1 << 16);
      case MediaTypes.LAYER_TAR + "+zstd" -> new ZstdInputStream(blob);
      default -> throw new IOException("unknown media type \"" + mediaType + "\"");
    };
  }

  /** Whether what the descriptor names is there, with the size that it says. */
  private boolean checkDescriptor(String what, JsonNode descriptor) {
    String text = descriptor.path("digest").asText();
    try {
      long size = store.size(Digest.parse(text));
      if (!text.startsWith("sha256:")) {
        faults.add(what + ": digest \"" + text + "\" does not begin with sha256:");
      }
      expect(what + ": size", descriptor.path("size").asText(), Long.toString(size));
      return true;
    } catch (Failure e) {
      faults.add(what + ": " + e.getMessage());
    }
    return false;
  }

  private JsonNode json(String what, Digest digest) {
    try (InputStream content = store.open(digest)) {
      return JSON.readTree(content.readAllBytes());
    } catch (IOException | Failure e) {
      faults.add(what + ": " + e.getMessage());
      return JSON.missingNode();
    }
  }

  private void expect(String what, String expected, String found) {
    if (!expected.equals(found)) {
      faults.add(what + " is \"" + found + "\" instead of \"" + expected + "\"");
    }
  }
}
