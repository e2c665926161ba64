package org.whittle.build.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.whittle.kernel.InvalidInput;

/** What a build can leave in its output directory. */
public enum ArtifactFormat {
  /** An OCI image as a layout directory. */
  OCI("oci", ".oci"),
  /** An OCI image as one archive. */
  OCI_ARCHIVE("oci-archive", ".oci.tar"),
  /** The root file system as a tar archive. */
  TAR("tar", ".tar"),
  /** The root file system as a compressed read-only file system. */
  SQUASHFS("squashfs", ".squashfs"),
  /** A disk as it is, with holes. */
  RAW("raw", ".raw"),
  /** A disk of QEMU. */
  QCOW2("qcow2", ".qcow2"),
  /** A disk of VMware, as it is imported. */
  VMDK("vmdk", ".vmdk"),
  /** A kernel and an initial root that is the whole image; the second file ends with .initrd. */
  DIRECT("direct", ".vmlinuz");

  private final String word;
  private final String suffix;

  ArtifactFormat(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /** What people write for it. */
  public String word() {
    return word;
  }

  /** How the artifact's name ends, behind the image's name. */
  public String suffix() {
    return suffix;
  }

  /** Whether it needs the layers of an image. */
  boolean isImage() {
    return this == OCI || this == OCI_ARCHIVE;
  }

  /** Whether it boots. */
  boolean isMachine() {
    return this == RAW || this == QCOW2 || this == VMDK || this == DIRECT;
  }

  /** All words, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(ArtifactFormat::word).collect(Collectors.joining(", "));
  }

  /**
   * Reads words, each once, in their order.
   *
   * @throws InvalidInput if one is unknown
   */
  public static List<ArtifactFormat> parse(List<String> words) {
    List<ArtifactFormat> formats = new ArrayList<>();
    for (String word : words) {
      ArtifactFormat format =
          Arrays.stream(values())
              .filter(f -> f.word.equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          "cannot write format \"" + word + "\": it is not known",
                          "Use one of " + words() + ".",
                          null));
      if (!formats.contains(format)) {
        formats.add(format);
      }
    }
    return List.copyOf(formats);
  }
}
