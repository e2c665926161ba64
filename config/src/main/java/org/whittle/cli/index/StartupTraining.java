package org.whittle.cli.index;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Uses the commands of this package once each, so that the virtual machine can note which classes
 * they need and keep them ready for their next start ({@code config/startup}).
 *
 * <p>Works on an index of its own making, in a folder that is given.
 */
public final class StartupTraining {
  private static final int PACKAGES = 3000;

  private StartupTraining() {}

  /** Trains in the folder that the only argument names; it has to be empty. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path plain = Files.writeString(folder.resolve("Packages"), index());
    Path compressed = folder.resolve("Packages.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(plain, gzip);
    }
    String cache = folder.resolve("cache").toString();
    String top = "p" + (PACKAGES - 1);
    for (String file : List.of(plain.toString(), compressed.toString(), plain.toString())) {
      run("resolve", "--cache", cache, "--timings", "--index", file, top);
      run("resolve", "--cache", cache, "--json", "--recommends", "--index", file, top);
      run("resolve", "--cache", cache, "--index", file, "broken");
      run("why", "--cache", cache, "--index", file, "--root", top, "p0");
      run("check", "--cache", cache, "--explain", "--index", file);
      run("check", "--no-cache", "--all-versions", "--index", file);
    }
    run("resolve", "--help");
    run("resolve");
  }

  private static void run(String... words) {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    IndexCommands.run(List.of(words), System.getenv(), nowhere, nowhere);
  }

  /** Packages that need each other in all the ways that real ones do. */
  private static String index() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < PACKAGES; i++) {
      stanza(text, "p" + i, i);
    }
    stanza(text, "rival", 1);
    text.insert(text.length() - 1, "Conflicts: p0\n");
    stanza(text, "stuck", 1);
    text.insert(text.length() - 1, "Depends: rival, p0\n");
    stanza(text, "broken", 1);
    text.insert(text.length() - 1, "Depends: stuck, absent (>= 2) | absent-too\n");
    return text.toString();
  }

  private static void stanza(StringBuilder text, String name, int i) {
    text.append("Package: ").append(name);
    text.append("\nVersion: 1:").append(i).append(".2~rc1+dfsg-").append(i % 7).append("+deb12u1");
    text.append("\nArchitecture: ").append(i % 3 == 0 ? "all" : "amd64");
    text.append("\nInstalled-Size: ").append(i);
    if (name.startsWith("p") && i > 1) {
      text.append("\nDepends: p").append(i / 2).append(" (>= 1:0.1), v").append(i / 3 % 50);
      text.append(" | p").append(i - 1).append(", p").append(i / 5);
      text.append("\nRecommends: p").append(i / 7).append(" | w");
      text.append("\nBreaks: p").append(i - 1).append(" (<< 1:0.1)");
    }
    text.append("\nProvides: v").append(i % 50).append(", w (= 1)");
    text.append("\nSection: libs\nPriority: optional\nMulti-Arch: same");
    text.append("\nFilename: pool/main/p/").append(name).append(".deb\nSize: 1000\nSHA256: ");
    text.append("0".repeat(64)).append("\n\n");
  }
}
