package org.whittle.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * The files of an image version with their reasons, as a blob: gzipped JSON, one array a file.
 *
 * <p>Reasons belong to an image, file sets to all images that share them: hence this list beside
 * the interned selections of the database.
 */
public final class FileList {
  private FileList() {}

  /** The blob for a tree; the same tree gives the same bytes. */
  public static byte[] encode(ThinTree tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes);
        JsonGenerator json = new JsonFactory().createGenerator(gzip)) {
      json.writeStartArray();
      for (Selection selection : tree.selections()) {
        for (SelectedFile file : selection.files()) {
          write(json, file, selection.id().name().value());
        }
      }
      for (SelectedFile file : tree.generated()) {
        write(json, file, null);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, SelectedFile selected, @Nullable String packageName)
      throws IOException {
    FileEntry file = selected.file();
    Reason reason = selected.reason();
    json.writeStartArray();
    json.writeString(file.path().value());
    json.writeString(file.kind().name());
    json.writeNumber(file.mode());
    json.writeNumber(file.uid());
    json.writeNumber(file.gid());
    json.writeNumber(file.size());
    json.writeString(file.content().map(Digest::hex).orElse(null));
    json.writeString(file.linkOrNull());
    json.writeString(packageName);
    json.writeString(reason.kind().name());
    json.writeString(reason.detail());
    json.writeString(reason.because().map(FilePath::value).orElse(null));
    json.writeEndArray();
  }

  /**
   * Reads a blob; files by path, a directory that several packages ship once.
   *
   * @throws Corrupted if it is no file list
   */
  public static List<ListedFile> decode(byte[] blob) {
    List<ListedFile> files = rows(blob);
    files.sort(Comparator.comparing((ListedFile f) -> f.file().path()));
    List<ListedFile> once = new ArrayList<>(files.size());
    for (ListedFile file : files) {
      if (once.isEmpty() || !once.getLast().file().path().equals(file.file().path())) {
        once.add(file);
      }
    }
    return once;
  }

  /** As they were written. */
  private static List<ListedFile> rows(byte[] blob) {
    List<ListedFile> files = new ArrayList<>();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(blob))) {
      for (JsonNode row : new ObjectMapper().readTree(gzip)) {
        files.add(read(row));
      }
    } catch (IOException e) {
      throw new Corrupted("cannot read the file list of an image version: " + e.getMessage(), e);
    }
    return files;
  }

  /**
   * Reads a blob as the tree that it was written for, as far as files go.
   *
   * @param packages the composition, by package name
   * @throws Corrupted if it is no file list, or names a package that is not of the composition
   */
  static ThinTree tree(byte[] blob, Map<String, Selection> packages) {
    Map<String, List<SelectedFile>> kept = new LinkedHashMap<>();
    List<SelectedFile> generated = new ArrayList<>();
    for (ListedFile listed : rows(blob)) {
      SelectedFile file = new SelectedFile(listed.file(), listed.reason());
      listed
          .packageName()
          .map(name -> kept.computeIfAbsent(name, n -> new ArrayList<>()))
          .orElse(generated)
          .add(file);
    }
    List<Selection> selections = new ArrayList<>();
    kept.forEach((name, files) -> selections.add(selection(name, files, packages)));
    return new ThinTree(selections, generated, List.of(), List.of(), List.of());
  }

  private static Selection selection(
      String name, List<SelectedFile> files, Map<String, Selection> packages) {
    Selection known = packages.get(name);
    if (known == null) {
      throw new Corrupted(
          "cannot read the file list of an image version: its composition has no " + name);
    }
    return new Selection(known.id(), known.archive(), files);
  }

  private static ListedFile read(JsonNode row) {
    FileEntry file =
        new FileEntry(
            new FilePath(row.get(0).asText()),
            FileKind.valueOf(row.get(1).asText()),
            row.get(2).asInt(),
            row.get(3).asInt(),
            row.get(4).asInt(),
            row.get(5).asLong(),
            text(row, 6).map(Digest::parse).orElse(null),
            text(row, 7).orElse(null));
    Reason reason =
        new Reason(
            Reason.Kind.valueOf(row.get(9).asText()),
            row.get(10).asText(),
            text(row, 11).map(FilePath::new));
    return new ListedFile(file, text(row, 8), reason);
  }

  private static Optional<String> text(JsonNode row, int column) {
    return row.get(column).isNull() ? Optional.empty() : Optional.of(row.get(column).asText());
  }
}
