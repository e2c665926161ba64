package org.whittle.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

/** Reads what a slice or rule does. */
final class PartParser {
  private PartParser() {}

  /**
   * Reads the keys of a part.
   *
   * @param keep the key under which kept files are named
   */
  static Part parse(YamlMap in, String keep) {
    List<Part.Directory> directories = new ArrayList<>();
    for (YamlMap map : in.maps("directory")) {
      path(map)
          .ifPresent(
              p ->
                  directories.add(
                      new Part.Directory(map.at(), p, mode(map, 0755), owner(map), group(map))));
      map.end();
    }
    List<Part.Created> files = new ArrayList<>();
    for (YamlMap map : in.maps("create")) {
      Optional<FilePath> path = path(map);
      String content = map.required("content");
      path.ifPresent(
          p ->
              files.add(
                  new Part.Created(map.at(), p, mode(map, 0644), owner(map), group(map), content)));
      map.end();
    }
    List<Part.Link> links = new ArrayList<>();
    for (YamlMap map : in.maps("link")) {
      Optional<FilePath> path = path(map);
      map.required("to");
      Optional<String> to = path.flatMap(p -> map.value("to", text -> target(p, text)));
      if (path.isPresent() && to.isPresent()) {
        links.add(new Part.Link(map.at(), path.get(), to.get()));
      }
      map.end();
    }
    return new Part(
        located(in.values(keep, Glob::new), v -> new Part.Pattern(v.at(), v.value())),
        located(in.values("drop", Glob::new), v -> new Part.Pattern(v.at(), v.value())),
        located(in.values("needs", SliceRef::parse), v -> new Part.Need(v.at(), v.value())),
        directories,
        files,
        links,
        joins(in),
        adjusts(in),
        located(in.values("users", t -> t), v -> new Part.Name(v.at(), v.value())),
        located(in.values("groups", t -> t), v -> new Part.Name(v.at(), v.value())));
  }

  private static List<Part.Join> joins(YamlMap in) {
    List<Part.Join> joins = new ArrayList<>();
    for (YamlMap map : in.maps("join")) {
      Optional<FilePath> path = path(map);
      map.required("files");
      Optional<Glob> files = map.value("files", Glob::new);
      Part.Form form = map.value("as", PartParser::form).orElse(Part.Form.TEXT);
      if (path.isPresent() && files.isPresent()) {
        joins.add(new Part.Join(map.at(), path.get(), files.get(), form));
      }
      map.end();
    }
    return joins;
  }

  private static Part.Form form(String text) {
    return switch (text) {
      case "text" -> Part.Form.TEXT;
      case "java-keystore" -> Part.Form.JAVA_KEYSTORE;
      default ->
          throw new InvalidInput(
              "cannot join as \"" + text + "\": \"text\" or \"java-keystore\" is expected");
    };
  }

  private static List<Part.Adjust> adjusts(YamlMap in) {
    List<Part.Adjust> adjusts = new ArrayList<>();
    for (YamlMap map : in.maps("adjust")) {
      path(map)
          .ifPresent(
              p ->
                  adjusts.add(
                      new Part.Adjust(map.at(), p, mode(map, 0644), owner(map), group(map))));
      map.end();
    }
    return adjusts;
  }

  private static <T, R> List<R> located(List<YamlMap.At<T>> values, Function<YamlMap.At<T>, R> of) {
    return values.stream().map(of).toList();
  }

  private static Optional<FilePath> path(YamlMap map) {
    map.required("path");
    return map.value("path", PartParser::path);
  }

  private static FilePath path(String text) {
    if (text.startsWith("/") && List.of(text.split("/", -1)).contains("..")) {
      throw new InvalidInput("cannot use path \"" + text + "\": it leaves the root");
    }
    return new FilePath(text);
  }

  /** Where a link leads, which must be a place below the root. */
  private static String target(FilePath link, String text) {
    int depth = text.startsWith("/") ? 0 : link.value().split("/", -1).length - 2;
    for (String step : text.split("/", -1)) {
      depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
      if (depth < 0) {
        throw new InvalidInput("cannot link to \"" + text + "\": it leaves the root");
      }
    }
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new InvalidInput("cannot link to \"" + text.replace('\0', '?') + "\": it is no path");
    }
    return text;
  }

  private static String owner(YamlMap map) {
    return map.text("owner", "root");
  }

  private static String group(YamlMap map) {
    return map.text("group", "root");
  }

  private static int mode(YamlMap map, int otherwise) {
    return map.value("mode", PartParser::octal).orElse(otherwise);
  }

  private static Integer octal(String text) {
    if (!text.matches("[0-7]{3,5}") || Integer.parseInt(text, 8) > 07777) {
      throw new InvalidInput("cannot use mode \"" + text + "\": it is not octal, such as 0755");
    }
    return Integer.valueOf(text, 8);
  }
}
