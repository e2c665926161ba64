package org.whittle.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.whittle.composition.tar.TarMember;
import org.whittle.composition.tar.TarStream;
import org.whittle.kernel.Digest;
import org.whittle.store.FileBlobStore;

/**
 * Builds an image once, of a package of its own making, so that the virtual machine can note which
 * classes that needs and keep them ready for the next start ({@code config/startup}).
 */
public final class BuildTraining {
  private static final String NAME = "trained";

  private BuildTraining() {}

  /** Trains in the folder that the only argument names; it has to be empty. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    byte[] deb = deb();
    Path cache = folder.resolve("cache");
    FileBlobStore store = new FileBlobStore(cache.resolve("blobs"));
    Digest digest = store.put(new ByteArrayInputStream(deb)).digest();
    Path lock = Files.writeString(folder.resolve("lock"), lock(digest, deb.length));
    Path blueprint =
        Files.writeString(
            folder.resolve("blueprint.yaml"),
            "name: %s\npackages: [%1$s]\nentry-points: [/usr/bin/%1$s]\n".formatted(NAME));
    for (int run = 0; run < 2; run++) {
      PrintWriter nowhere =
          new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      int status =
          Whittle.commandLine()
              .setOut(nowhere)
              .execute(
                  "build",
                  blueprint.toString(),
                  "--format",
                  "oci,oci-archive",
                  "--output",
                  folder.resolve("out-" + run).toString(),
                  "--cache",
                  cache.toString(),
                  "--lock",
                  lock.toString());
      if (status != Whittle.OK) {
        System.exit(status);
      }
    }
  }

  private static String lock(Digest digest, int size) {
    String none = Digest.of("").toString();
    return "Format: whittle-lock-1\nImage: "
        + NAME
        + "\nBlueprint: "
        + none
        + "\nMachine: amd64\nRules: "
        + none
        + "\nBaseline: "
        + none
        + "\nDate: 2020-01-01T00:00:00Z\n\n"
        + control()
        + "Archive: file:///nowhere\nFilename: pool/"
        + NAME
        + ".deb\nSize: "
        + size
        + "\nSHA256: "
        + digest.hex()
        + "\n";
  }

  private static String control() {
    return "Package: " + NAME + "\nVersion: 1.2-3\nArchitecture: amd64\nInstalled-Size: 1\n";
  }

  /** A package with a program, a script and a directory (deb(5)). */
  private static byte[] deb() throws IOException {
    byte[] program = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
    byte[] control =
        tar(
            List.of(
                TarMember.file("control", text(control() + "Maintainer: nobody\n")),
                TarMember.file("md5sums", text("0".repeat(32) + "  usr/bin/" + NAME + "\n"))));
    byte[] data =
        tar(
            List.of(
                TarMember.directory("usr/"),
                TarMember.directory("usr/bin/"),
                TarMember.file("usr/bin/" + NAME, program),
                TarMember.file("usr/bin/script", text("#!/usr/bin/" + NAME + "\n"))));
    ByteArrayOutputStream ar = new ByteArrayOutputStream();
    ar.writeBytes(text("!<arch>\n"));
    member(ar, "debian-binary", text("2.0\n"));
    member(ar, "control.tar.xz", control);
    member(ar, "data.tar.xz", data);
    return ar.toByteArray();
  }

  private static byte[] tar(List<TarMember> members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarStream tar = new TarStream(members, Instant.EPOCH);
        XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(1))) {
      tar.transferTo(xz);
    }
    return packed.toByteArray();
  }

  private static void member(ByteArrayOutputStream ar, String name, byte[] content) {
    ar.writeBytes(text(String.format(Locale.ROOT, "%-48s%-10d`\n", name, content.length)));
    ar.writeBytes(content);
    if (content.length % 2 == 1) {
      ar.write('\n');
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
