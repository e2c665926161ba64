package org.whittle.build.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** The files of an image with their reasons: JSON, a line for each, by path. */
public final class FileListing {
  /** How the names of listings end, behind the image's name. */
  public static final String SUFFIX = ".files.jsonl";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FileListing() {}

  /** Every file of a tree once, by path. */
  static List<ImageFile> of(ThinTree tree) {
    List<ImageFile> files = new ArrayList<>();
    tree.selections()
        .forEach(
            selection ->
                selection
                    .files()
                    .forEach(
                        file -> files.add(file(file, Optional.of(selection.id().name().value())))));
    tree.generated().forEach(file -> files.add(file(file, Optional.empty())));
    files.sort(Comparator.comparing((ImageFile f) -> f.file().path()));
    List<ImageFile> once = new ArrayList<>();
    for (ImageFile file : files) {
      if (once.isEmpty() || !once.getLast().file().path().equals(file.file().path())) {
        once.add(file);
      }
    }
    return once;
  }

  private static ImageFile file(SelectedFile selected, Optional<String> packageName) {
    return new ImageFile(selected.file(), packageName, selected.reason());
  }

  /** Writes a new file. */
  static void write(List<ImageFile> files, Path to) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(to)) {
      for (ImageFile file : files) {
        out.write(JSON.writeValueAsString(json(file)));
        out.write('\n');
      }
    }
  }

  private static ObjectNode json(ImageFile listed) {
    FileEntry file = listed.file();
    Reason reason = listed.reason();
    ObjectNode json = JSON.createObjectNode();
    json.put("path", file.path().value());
    json.put("kind", file.kind().name());
    json.put("mode", Integer.toOctalString(file.mode()));
    json.put("uid", file.uid());
    json.put("gid", file.gid());
    json.put("size", file.size());
    file.content().ifPresent(content -> json.put("digest", content.toString()));
    file.link().ifPresent(link -> json.put("link", link));
    listed.packageName().ifPresent(name -> json.put("package", name));
    json.put("reason", reason.kind().name());
    json.put("detail", reason.detail());
    reason.because().ifPresent(path -> json.put("because", path.value()));
    return json;
  }

  /**
   * Finds and reads the listing of an image.
   *
   * @param image the listing, one of the artifacts beside it, or the directory that holds it
   * @throws InvalidInput if there is none
   * @throws Corrupted if it is no listing
   */
  public static List<ImageFile> read(Path image) {
    Path file = find(image);
    List<ImageFile> files = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        files.add(parse(JSON.readTree(line)));
      }
    } catch (IOException | Failure | IllegalArgumentException e) {
      throw new Corrupted(
          "cannot read " + file + ": it is no list of an image's files",
          "Build the image again.",
          e);
    }
    return files;
  }

  private static ImageFile parse(JsonNode json) {
    FileEntry file =
        new FileEntry(
            new FilePath(json.path("path").asText()),
            FileKind.valueOf(json.path("kind").asText()),
            Integer.parseInt(json.path("mode").asText(), 8),
            json.path("uid").asInt(),
            json.path("gid").asInt(),
            json.path("size").asLong(),
            text(json, "digest").map(Digest::parse).orElse(null),
            text(json, "link").orElse(null));
    Reason reason =
        new Reason(
            Reason.Kind.valueOf(json.path("reason").asText()),
            json.path("detail").asText(),
            text(json, "because").map(FilePath::new));
    return new ImageFile(file, text(json, "package"), reason);
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
  }

  private static Path find(Path image) {
    String name = String.valueOf(image.getFileName());
    if (name.endsWith(SUFFIX)) {
      return image;
    }
    for (ArtifactFormat format : ArtifactFormat.values()) {
      if (name.endsWith(format.suffix())) {
        Path beside =
            image.resolveSibling(
                name.substring(0, name.length() - format.suffix().length()) + SUFFIX);
        if (Files.exists(beside)) {
          return beside;
        }
      }
    }
    List<Path> inside = Files.isDirectory(image) ? listings(image) : List.of();
    if (inside.size() != 1) {
      throw new InvalidInput(
          "cannot find the files of " + image + ": there is no list of them",
          "Name an artifact or a *" + SUFFIX + " that whittle build has written.",
          null);
    }
    return inside.getFirst();
  }

  private static List<Path> listings(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX)).toList();
    } catch (IOException e) {
      throw new InvalidInput("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
