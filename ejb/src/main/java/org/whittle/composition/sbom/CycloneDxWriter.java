package org.whittle.composition.sbom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.OrganizationalEntity;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.metadata.ToolInformation;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Digest;
import org.whittle.thinning.SelectedFile;

/** Writes materials as a CycloneDX 1.6 bill of materials in JSON. */
public final class CycloneDxWriter {
  /** The media type that CycloneDX has registered. */
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

  private final Materials materials;
  private final Map<String, Dependency> needs = new TreeMap<>();

  private CycloneDxWriter(Materials materials) {
    this.materials = materials;
  }

  /** The document; the same materials give the same bytes. */
  public static byte[] write(Materials materials) {
    return new CycloneDxWriter(materials).write();
  }

  private byte[] write() {
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + uuid(materials.input()));
    bom.setVersion(1);
    bom.setMetadata(metadata());
    List<Component> components = new ArrayList<>();
    components.add(operatingSystem());
    materials.packages().forEach(material -> components.add(library(material)));
    files(materials.own(), components, "");
    bom.setComponents(components);
    bom.setDependencies(dependencies());
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom)
          .toJsonString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (GeneratorException e) {
      throw new IllegalStateException("a bill of materials that cannot be written", e);
    }
  }

  /** A name-based UUID, so that the same image has the same number. */
  private static UUID uuid(Digest input) {
    return UUID.nameUUIDFromBytes(input.bytes());
  }

  private Metadata metadata() {
    Component whittle = component(Component.Type.APPLICATION, "whittle", "0.1.0", "tool:whittle");
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(whittle));
    Component image =
        component(
            Component.Type.CONTAINER,
            materials.image(),
            materials.input().toString(),
            "image:" + materials.image());
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(materials.date()));
    metadata.setToolChoice(tools);
    metadata.setComponent(image);
    return metadata;
  }

  private Component operatingSystem() {
    Materials.Distribution distribution = materials.distribution();
    return component(
        Component.Type.OPERATING_SYSTEM,
        distribution.id(),
        distribution.version(),
        "os:" + distribution.id());
  }

  private Component library(Materials.Material material) {
    String url = PackageUrl.of(material.id(), materials.distribution());
    Component component =
        component(
            Component.Type.LIBRARY,
            material.id().name().value(),
            material.id().version().value(),
            url);
    component.setPurl(url);
    if (!material.maintainer().isEmpty()) {
      OrganizationalEntity supplier = new OrganizationalEntity();
      supplier.setName(material.maintainer());
      component.setSupplier(supplier);
    }
    component.addExternalReference(archive(material));
    component.setProperties(
        List.of(
            property("source", material.source()),
            property("source-version", material.sourceVersion()),
            property("architecture", material.id().architecture().value())));
    List<Component> files = new ArrayList<>();
    files(material.files(), files, url);
    component.setComponents(files);
    return component;
  }

  private static ExternalReference archive(Materials.Material material) {
    ExternalReference archive = new ExternalReference();
    archive.setType(ExternalReference.Type.DISTRIBUTION);
    archive.setUrl(material.location().toString());
    archive.addHash(new Hash(Hash.Algorithm.SHA_256, material.archive().hex()));
    return archive;
  }

  private static void files(List<SelectedFile> selected, List<Component> to, String owner) {
    for (SelectedFile one : selected) {
      FileEntry file = one.file();
      if (file.kind() == FileKind.REGULAR) {
        Component component =
            component(Component.Type.FILE, file.path().value(), "", "file:" + file.path() + owner);
        component.setHashes(
            List.of(new Hash(Hash.Algorithm.SHA_256, file.content().orElseThrow().hex())));
        to.add(component);
      }
    }
  }

  private List<Dependency> dependencies() {
    Dependency image = dependency("image:" + materials.image());
    for (Materials.Material material : materials.packages()) {
      String url = PackageUrl.of(material.id(), materials.distribution());
      dependency(url);
      Dependency needing =
          material
              .neededBy()
              .map(by -> dependency(PackageUrl.of(by, materials.distribution())))
              .orElse(image);
      needing.addDependency(new Dependency(url));
    }
    return List.copyOf(needs.values());
  }

  private Dependency dependency(String ref) {
    return needs.computeIfAbsent(ref, Dependency::new);
  }

  private static Property property(String name, String value) {
    return new Property("whittle:deb:" + name, value);
  }

  private static Component component(
      Component.Type type, String name, String version, String reference) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    if (!version.isEmpty()) {
      component.setVersion(version);
    }
    component.setBomRef(reference);
    return component;
  }
}
