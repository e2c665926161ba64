package org.whittle.composition.sbom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import org.whittle.kernel.Digest;

/**
 * Says what an image was built from and how (in-toto Statement 1; SLSA Provenance 1), so that
 * anybody can build it again and compare.
 *
 * <p>No time of the build is told: the statement follows from the input, as the image does.
 */
public final class Provenance {
  /** The media type of in-toto statements. */
  public static final String MEDIA_TYPE = "application/vnd.in-toto+json";

  private Provenance() {}

  /**
   * The statement.
   *
   * @param subjects what was built, by name
   */
  public static byte[] write(Materials materials, SortedMap<String, Digest> subjects) {
    ObjectNode statement = Json.object();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    ArrayNode built = statement.putArray("subject");
    subjects.forEach((name, digest) -> resource(built.addObject().put("name", name), digest));
    statement.put("predicateType", "https://slsa.dev/provenance/v1");
    ObjectNode predicate = statement.putObject("predicate");
    ObjectNode definition = predicate.putObject("buildDefinition");
    definition.put("buildType", "https://whittle.invalid/build/1");
    ObjectNode external = definition.putObject("externalParameters");
    external.put("image", materials.image());
    external.put("architecture", materials.architecture().value());
    external.put("blueprint", materials.blueprint().toString());
    ObjectNode internal = definition.putObject("internalParameters");
    internal.put("input", materials.input().toString());
    internal.put("baseline", materials.baseline().toString());
    internal.put("rules", materials.rules().toString());
    internal.put("date", materials.date().toString());
    ArrayNode inputs = definition.putArray("resolvedDependencies");
    for (Materials.Material material : materials.packages()) {
      ObjectNode input =
          inputs
              .addObject()
              .put("name", PackageUrl.of(material.id(), materials.distribution()))
              .put("uri", material.location().toString());
      resource(input, material.archive());
    }
    predicate
        .putObject("runDetails")
        .putObject("builder")
        .put("id", "https://whittle.invalid/builder/1")
        .putObject("version")
        .put("whittle", "0.1.0");
    return Json.bytes(statement);
  }

  private static void resource(ObjectNode node, Digest digest) {
    node.putObject("digest").put("sha256", digest.hex());
  }
}
