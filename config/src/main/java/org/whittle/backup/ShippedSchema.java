package org.whittle.backup;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which schema the application of this build migrates a database to. */
public final class ShippedSchema {
  private static final String FOLDER = "db/migration";
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

  private ShippedSchema() {}

  /** The number of the newest migration. */
  public static int newest() {
    URL folder = ShippedSchema.class.getClassLoader().getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("the application's migrations are not on the class path");
    }
    try {
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return newest(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return newest(jar.getPath(FOLDER));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the application's migrations cannot be read", e);
    }
  }

  private static int newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> MIGRATION.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToInt(name -> Integer.parseInt(name.group(1)))
          .max()
          .orElseThrow();
    }
  }
}
