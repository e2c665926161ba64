package org.whittle.format.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.whittle.testarchive.DebBuilder.deb;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;
import org.whittle.testarchive.ArBuilder;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;
import org.whittle.testarchive.TarMember;

class DebReaderTest {
  private final Map<Digest, String> kept = new TreeMap<>();

  @Test
  void filesLinksAndDirectoriesAreUnpackedInOrder() {
    PackageContents contents =
        unpack(
            nginx()
                .directory("/var/log/nginx", 01750)
                .file("/usr/sbin/nginx", "binary", 04755)
                .conffile("/etc/nginx/nginx.conf", "worker")
                .hardLink("/usr/sbin/nginx-debug", "/usr/sbin/nginx")
                .symlink("/usr/share/nginx/modules", "../../lib/nginx/modules")
                .symlink("/etc/nginx/up", "../../../../etc/passwd")
                .raw(TarMember.file("./var/mail", "").withMode(0660).withOwner(8, 1L << 22)));

    assertEquals(
        """
        /var/ 755 0:0
        /var/log/ 755 0:0
        /var/log/nginx/ 1750 0:0
        /usr/ 755 0:0
        /usr/sbin/ 755 0:0
        /usr/sbin/nginx 4755 0:0 "binary"
        /etc/ 755 0:0
        /etc/nginx/ 755 0:0
        /etc/nginx/nginx.conf 644 0:0 "worker"
        /usr/sbin/nginx-debug 4755 0:0 "binary"
        /usr/share/ 755 0:0
        /usr/share/nginx/ 755 0:0
        /usr/share/nginx/modules -> ../../lib/nginx/modules
        /etc/nginx/up -> ../../../../etc/passwd
        /var/mail 660 8:4194304 ""
        """,
        dump(contents));
    assertEquals(18, contents.size());
  }

  @Test
  void theControlArchiveSaysWhoItIs() {
    byte[] deb =
        nginx().conffile("/etc/nginx.conf", "x").script("postinst", "#!/bin/sh\nexit 0\n").build();

    PackageContents contents = unpack(deb);

    assertEquals("nginx=1:1.22.1-9/amd64", contents.id().toString());
    assertEquals(Digest.of(deb), contents.archive());
    assertEquals("[conffiles, control, postinst]", sortedNames(contents));
    assertEquals("#!/bin/sh\nexit 0\n", contents.controlFiles().get("postinst"));
    assertEquals("/etc/nginx.conf\n", contents.controlFiles().get("conffiles"));
  }

  @ParameterizedTest(name = "control.tar {0}, data.tar {1}")
  @CsvSource({"XZ, XZ", "GZIP, GZIP", "ZSTD, ZSTD", "NONE, NONE", "GZIP, BZIP2", "NONE, XZ"})
  void eachCompressionIsRead(Packing control, Packing data) {
    String text = "nginx ".repeat(50_000);

    PackageContents contents = unpack(nginx().file("/usr/share/text", text).packing(control, data));

    assertEquals(Digest.of(text), contents.files().getLast().content().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void longNamesOfGnuTarAndPaxAreRead(boolean pax) {
    String path = "/usr/share/" + "long/".repeat(60) + "ünïcode";
    DebBuilder deb = nginx().file(path, "x").symlink("/usr/link", path).hardLink("/usr/hard", path);

    PackageContents contents = unpack(pax ? deb.paxLongNames() : deb);

    assertEquals(Digest.of("x"), find(contents, path).content().orElseThrow());
    assertEquals(Digest.of("x"), find(contents, "/usr/hard").content().orElseThrow());
    assertEquals(path, find(contents, "/usr/link").link().orElseThrow());
  }

  @Test
  void namesAsOldTarsWriteThemAreRead() {
    PackageContents contents =
        unpack(
            nginx()
                .raw(TarMember.of("old/", '\0').withMode(0755))
                .raw(TarMember.of("old//./file", '7').withContent("x".getBytes(UTF_8)))
                .raw(TarMember.of("sub/in/file", '\0')));

    assertEquals(
        """
        /old/ 755 0:0
        /old/file 644 0:0 "x"
        /sub/in/file 644 0:0 ""
        """,
        dump(contents));
  }

  @Test
  void aDirectoryMayFollowWhatLiesInIt() {
    PackageContents contents =
        unpack(nginx().raw(TarMember.file("a/b", "x")).raw(TarMember.of("a/", '5')));

    assertEquals("/a/b 644 0:0 \"x\"\n/a/ 644 0:0\n", dump(contents));
  }

  @Test
  void membersForOthersAndBehindTheDataArePassedOver() {
    byte[] control = nginx().controlTar();
    byte[] deb =
        new ArBuilder()
            .member("debian-binary/", "2.1\nmore\n".getBytes(UTF_8))
            .member("_note", new byte[3])
            .member("control.tar", control)
            .member("_gpgorigin", new byte[2])
            .member("data.tar", nginx().dataTar())
            .member("more", new byte[7])
            .build();

    assertEquals("nginx=1:1.22.1-9/amd64", unpack(deb).id().toString());
  }

  @Test
  void aFailureOfTheSinkIsNotBlamedOnThePackage() {
    byte[] deb = nginx().file("/a", "x").build();

    Unavailable failure =
        assertThrows(
            Unavailable.class,
            () ->
                DebReader.unpack(
                    new ByteArrayInputStream(deb),
                    deb.length,
                    content -> {
                      throw new IOException("no space left");
                    }));

    assertEquals(
        "cannot keep a file of nginx=1:1.22.1-9/amd64: no space left", failure.getMessage());
  }

  @Test
  void aFailureOfTheStreamIsNotBlamedOnThePackage() {
    byte[] deb = nginx().build();
    InputStream failing =
        new FilterInputStream(new ByteArrayInputStream(deb)) {
          @Override
          public int read(byte[] buffer, int from, int length) throws IOException {
            if (length > 100) {
              throw new IOException("disk failed");
            }
            return super.read(buffer, from, length);
          }
        };

    assertEquals(
        "cannot read the package: disk failed",
        assertThrows(Unavailable.class, () -> DebReader.unpack(failing, deb.length, this::keep))
            .getMessage());
  }

  @Test
  void aSinkThatDoesNotReadItsContentIsAProgrammingError() {
    byte[] deb = nginx().file("/a", "x").build();

    assertThrows(
        IllegalStateException.class,
        () ->
            DebReader.unpack(new ByteArrayInputStream(deb), deb.length, content -> Digest.of("x")));
  }

  private static DebBuilder nginx() {
    return deb("nginx", "1:1.22.1-9", "amd64");
  }

  private PackageContents unpack(DebBuilder deb) {
    return unpack(deb.build());
  }

  private PackageContents unpack(byte[] deb) {
    return DebReader.unpack(new ByteArrayInputStream(deb), deb.length, this::keep);
  }

  private Digest keep(InputStream content) throws IOException {
    byte[] bytes = content.readAllBytes();
    kept.put(Digest.of(bytes), new String(bytes, UTF_8));
    return Digest.of(bytes);
  }

  private static FileEntry find(PackageContents contents, String path) {
    return contents.files().stream()
        .filter(file -> file.path().value().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String sortedNames(PackageContents contents) {
    return new TreeMap<>(contents.controlFiles()).keySet().toString();
  }

  private String dump(PackageContents contents) {
    return contents.files().stream().map(file -> line(file) + "\n").collect(Collectors.joining());
  }

  private String line(FileEntry file) {
    String owner = " %o %d:%d".formatted(file.mode(), file.uid(), file.gid());
    return switch (file.kind()) {
      case DIRECTORY -> file.path() + "/" + owner;
      case SYMLINK -> file.path() + " -> " + file.link().orElseThrow();
      case REGULAR -> file.path() + owner + " \"" + kept.get(file.content().orElseThrow()) + "\"";
    };
  }
}
