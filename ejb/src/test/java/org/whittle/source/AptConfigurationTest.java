package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Architecture;

class AptConfigurationTest {
  private static final SigningKey KEY = SigningKey.ed25519();
  private static final SigningKey OTHER = SigningKey.ed25519();

  @TempDir Path root;

  @BeforeEach
  void aHost() throws IOException {
    write("etc/os-release", "NAME=\"Debian GNU/Linux\"\nID=debian\nVERSION_CODENAME=bookworm\n");
    write("etc/apt/apt.conf.d/00arch", "APT::Architecture \"amd64\";\n");
    write("usr/share/keyrings/debian-archive-keyring.gpg", KEY.certificate());
    write("usr/share/keyrings/vendor.gpg", OTHER.certificate());
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private AptConfiguration read() {
    return AptConfiguration.read(root.resolve("etc/apt"));
  }

  /** One line for each source, as a person would tell it. */
  private String told() {
    return read().sources().stream().map(this::told).collect(Collectors.joining("\n"));
  }

  private String told(OfferedSource source) {
    return "%s %s %s %s %s %s %s%s%s %s"
        .formatted(
            source.name(),
            source.address(),
            source.suite(),
            String.join("+", source.components()),
            source.architecture(),
            source.role(),
            source.switchedOn() ? "on" : "off",
            source.enabled() ? "" : " disabled",
            source.own() ? " own" : "",
            root.resolve("etc/apt").relativize(source.file()) + ":" + source.line());
  }

  private String problem() {
    return read().sources().get(0).problems().get(0).replace(root.toString(), "");
  }

  @Test
  void stanzasOfTheOwnDistributionAreOnAndOtherVendorsOff() throws Exception {
    write(
        "etc/apt/sources.list.d/debian.sources",
        """
        # the base
        Types: deb deb-src
        URIs: http://mirror.example.org/debian/
        Suites: bookworm bookworm-updates bookworm-backports
        Components: main contrib
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        URIs: http://mirror.example.org/debian-security
        Suites: bookworm-security
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb-src
        URIs: http://mirror.example.org/debian
        Suites: bookworm
        Components: main
        """);
    write(
        "etc/apt/sources.list.d/vendor.list",
        "deb [arch=arm64,amd64 signed-by=/usr/share/keyrings/vendor.gpg]"
            + " https://vendor.example.com/linux/debian bookworm main # theirs\n");
    assertEquals(
        """
        debian-bookworm http://mirror.example.org/debian bookworm main+contrib amd64 BASE on own sources.list.d/debian.sources:2
        debian-bookworm-updates http://mirror.example.org/debian bookworm-updates main+contrib amd64 UPDATES on own sources.list.d/debian.sources:2
        debian-bookworm-backports http://mirror.example.org/debian bookworm-backports main+contrib amd64 OTHER off own sources.list.d/debian.sources:2
        debian-bookworm-security http://mirror.example.org/debian-security bookworm-security main amd64 SECURITY on own sources.list.d/debian.sources:8
        vendor.example.com-bookworm https://vendor.example.com/linux/debian bookworm main amd64 OTHER off sources.list.d/vendor.list:1\
        """,
        told());
    assertEquals(List.of(), read().problems());
    SourceDefinition base = read().sources().get(0).definition().orElseThrow();
    assertEquals(KEY.keyring(), base.keyring());
    assertEquals("Debian", base.origin());
  }

  @Test
  void oneLineFilesWithoutKeysTrustWhatAptTrusts() throws Exception {
    write("etc/apt/trusted.gpg.d/a.asc", KEY.armoredCertificate());
    write("etc/apt/trusted.gpg.d/b.gpg", OTHER.certificate());
    write(
        "etc/apt/sources.list",
        """
        # deb http://mirror.example.org/old bookworm main

        deb http://mirror.example.org/debian bookworm main
        deb http://mirror.example.org/debian bookworm non-free main
        deb-src http://mirror.example.org/debian bookworm main
        deb [ arch=arm64 ] http://arm.example.org/debian stable/updates main
        """);
    assertEquals(
        """
        debian-bookworm http://mirror.example.org/debian bookworm main+non-free amd64 BASE on own sources.list:3
        debian-stable-updates http://arm.example.org/debian stable/updates main arm64 SECURITY on own sources.list:6\
        """,
        told());
    assertEquals(
        Keyring.join(List.of(KEY.keyring(), OTHER.keyring())),
        read().sources().get(0).definition().orElseThrow().keyring());
  }

  @Test
  void aKeyMayStandInTheStanzaAndAnEntryMayBeDisabled() throws Exception {
    String key =
        KEY.armoredCertificate()
            .lines()
            .map(line -> line.isEmpty() ? " ." : " " + line)
            .collect(Collectors.joining("\n"));
    write(
        "etc/apt/sources.list.d/x.sources",
        "Enabled: no\nTypes: deb\nURIs: http://a.example.org/x http://b.example.org/$(ARCH)\n"
            + "Suites: stable\nComponents: main\nSigned-By:\n"
            + key
            + "\n");
    assertEquals(
        """
        a.example.org-stable http://a.example.org/x stable main amd64 OTHER off disabled sources.list.d/x.sources:1
        b.example.org-stable http://b.example.org/amd64 stable main amd64 OTHER off disabled sources.list.d/x.sources:1\
        """,
        told());
    assertEquals(KEY.keyring(), read().sources().get(0).definition().orElseThrow().keyring());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cdrom:[Debian 12 _Bookworm_]/ bookworm main      | cannot use addresses of kind cdrom: http, https and file are supported
          mirror+file:/etc/apt/mirrors.txt bookworm main   | cannot use addresses of kind mirror+file: http, https and file are supported
          http://a.example.org/flat ./                     | cannot use "./": archives without suites are not supported
          [signed-by=/usr/share/keyrings/vendor.gpg] http://u:p@a.example.org/x stable main           | cannot use archive address "http://a.example.org/x": credentials do not belong in it
          [signed-by=/usr/share/keyrings/vendor.gpg] http://a.example.org/x stable | cannot use components []: at least one is needed, and each only once
          http://a.example.org/x stable main               | cannot find a key for it: there is no Signed-By, and trusted.gpg.d is empty. Install the vendor's keyring, or name its file with Signed-By
          [signed-by=/none.gpg] http://a.org/x stable main | cannot read keyring /none.gpg: there is no such file. Install the vendor's keyring
          [signed-by=/etc/os-release] http://a.org/x s m   | cannot read keyring /etc/os-release: it holds no public key. Install the vendor's keyring again
          [signed-by=ABCD] http://a.org/x stable main      | cannot use Signed-By "ABCD": only key files and armored keys are supported. Name the file that holds the key
          """)
  void whatCannotBeUsedIsOfferedWithItsProblem(String entry, String problem) throws Exception {
    write("etc/apt/sources.list", "deb " + entry + "\n");
    assertEquals(problem, problem());
    assertFalse(told().contains("u:p@"));
    assertFalse(read().sources().get(0).switchedOn());
  }

  @Test
  void whatCannotBeReadIsAProblemOfItsPlaceAndTheRestIsRead() throws Exception {
    write("etc/apt/sources.list", "deb\nhello world\ndeb file:/srv/a stable main\n");
    write("etc/apt/sources.list.d/bad.list", new byte[] {(byte) 0xff, (byte) 0xfe});
    write("etc/apt/sources.list.d/bad.sources", "Types: deb\nSuites: stable\n");
    write("etc/apt/apt.conf.d/proxy", "Acquire::http::Proxy \"socks5h://p.example.org\";");
    AptConfiguration read = read();
    assertEquals(1, read.sources().size());
    assertEquals(
        """
        sources.list:1: cannot read entry: "deb [options] address suite components" expected
        sources.list:2: cannot read entry: "deb [options] address suite components" expected
        sources.list.d/bad.list: cannot read it: see to its permission and that it is text
        sources.list.d/bad.sources: cannot use stanza of sources.list.d/bad.sources at line 1: no field URIs
        : cannot use Acquire::http::Proxy: the address of an http proxy expected\
        """,
        read.problems().stream()
            .map(AptProblem::toString)
            .map(text -> text.replace(root + "/etc/apt/", "").replace(root + "/etc/apt", ""))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void proxiesAndArchitectureAreThoseOfApt() throws Exception {
    write(
        "etc/apt/apt.conf.d/10proxy",
        """
        // comment with "quotes"
        /* Acquire::http::Proxy "http://no.example.org"; */
        # Acquire::http::Proxy "http://no.example.org";
        APT { NeverAutoRemove { "^linux.*"; }; Architecture "arm64"; };
        Acquire {
          http { Proxy "http://me:secret@p.example.org:3128/"; Proxy::Direct.example.org "DIRECT"; };
          Languages { "none"; };
        }
        """);
    write("etc/apt/apt.conf", "Acquire::https::Proxy http://q.example.org:8080;\n");
    write("etc/apt/apt.conf.d/99.disabled", "APT::Architecture \"s390x\";");
    AptConfiguration read = read();
    assertEquals(new Architecture("arm64"), read.architecture());
    AptProxy proxy = read.proxy();
    URI http = URI.create("http://me:secret@p.example.org:3128/");
    URI https = URI.create("http://q.example.org:8080");
    assertEquals(
        new AptProxy(
            Optional.of(http), Optional.of(https), Map.of("direct.example.org", Optional.empty())),
        proxy);
    assertEquals(Optional.empty(), proxy.proxyFor(URI.create("http://direct.example.org/debian")));
    assertEquals(Optional.of(http), proxy.proxyFor(URI.create("http://a.example.org/debian")));
    assertEquals(Optional.of(https), proxy.proxyFor(URI.create("https://a.example.org/debian")));
    assertFalse(proxy.toString().contains("secret"));
  }

  @Test
  void aHostWithoutAptHasAnEmptyConfiguration() throws Exception {
    AptConfiguration read = AptConfiguration.read(root.resolve("srv/none/apt"));
    assertEquals(List.of(), read.sources());
    assertEquals(List.of(), read.problems());
    assertEquals(AptProxy.NONE, read.proxy());
  }
}
