package org.whittle.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** An image root with nothing but this machine's perl and its libraries: enough for a server. */
final class PerlRoot {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private PerlRoot() {}

  static Path in(Path directory) throws IOException {
    Path perl = Path.of("/usr/bin/perl");
    Assumptions.assumeTrue(Files.isExecutable(perl), "perl is not installed");
    Process ldd = new ProcessBuilder("ldd", perl.toString()).start();
    String libraries = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    copy(perl, directory);
    for (Matcher m = LIBRARY.matcher(libraries); m.find(); ) {
      copy(Path.of(m.group(1)), directory);
    }
    for (String name : List.of("tmp", "run/app", "srv", "etc")) {
      Files.createDirectories(directory.resolve(name));
    }
    Files.writeString(directory.resolve("etc/passwd"), "web:x:33:44::/:/bin/false\n");
    return directory;
  }

  private static void copy(Path file, Path root) throws IOException {
    Path target = root.resolve(file.toString().substring(1));
    Files.createDirectories(target.getParent());
    Files.copy(file, target);
  }
}
