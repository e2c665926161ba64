package org.whittle.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.format.deb.ContentsScanner;
import org.whittle.format.deb.DebReader;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.format.deb.Relations;
import org.whittle.format.elf.ElfReader;
import org.whittle.format.elf.TestElf;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.rules.RuleParser;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.Packing;

/** What is fuzzed, each with inputs to begin with. */
enum Target {
  DEB {
    @Override
    void read(byte[] input) {
      unpack(input);
    }

    @Override
    List<byte[]> seeds() {
      return List.of(deb().packing(Packing.NONE, Packing.NONE).build(), deb().build());
    }
  },
  TAR {
    @Override
    void read(byte[] input) {
      unpack(
          DebBuilder.deb("a", "1", "amd64")
              .rawData(input)
              .packing(Packing.NONE, Packing.NONE)
              .build());
    }

    @Override
    List<byte[]> seeds() {
      return List.of(deb().dataTar(), deb().paxLongNames().file(LONG, "x").dataTar());
    }
  },
  CONTROL {
    @Override
    void read(byte[] input) throws IOException {
      PackagesIndex.read(new ByteArrayInputStream(input), "index", stanza -> {});
    }

    @Override
    List<byte[]> seeds() {
      return List.of(
          ("Package: a\n"
                  + "Version: 1:2~rc-1\n"
                  + "Architecture: amd64\n"
                  + "Depends: b (>= 1) | c [amd64], d:any\n"
                  + "Filename: pool/a.deb\n"
                  + "Size: 7\n"
                  + "SHA256: "
                  + "0".repeat(64)
                  + "\nDescription: one\n more\n .\n\n")
              .getBytes(UTF_8));
    }
  },
  VERSION {
    @Override
    void read(byte[] input) {
      String[] texts = new String(input, UTF_8).split("\n", 2);
      DebVersion one = DebVersion.parse(texts[0]);
      DebVersion other = DebVersion.parse(texts[texts.length - 1]);
      if (Integer.signum(one.compareTo(other)) != -Integer.signum(other.compareTo(one))) {
        throw new AssertionError("the order of two versions depends on which is asked");
      }
    }

    @Override
    List<byte[]> seeds() {
      return List.of("1:2.3~rc1-1+b1\n1:2.3-1".getBytes(UTF_8));
    }
  },
  RELATIONS {
    @Override
    void read(byte[] input) {
      Relations.parse(new String(input, UTF_8));
    }

    @Override
    List<byte[]> seeds() {
      return List.of("a (>= 1:2) | b:any [!amd64] <!nocheck>, c".getBytes(UTF_8));
    }
  },
  ELF {
    @Override
    void read(byte[] input) throws IOException {
      ElfReader.read(() -> new ByteArrayInputStream(input));
    }

    @Override
    List<byte[]> seeds() {
      return List.of(
          TestElf.x86().interpreter("/lib64/ld.so").needs("liba.so.1").runpath("$ORIGIN").bytes());
    }
  },
  CONTENTS {
    @Override
    void read(byte[] input) throws IOException {
      ContentsScanner.scan(
          new ByteArrayInputStream(input), "index", (bytes, from, to, names, end) -> {});
    }

    @Override
    List<byte[]> seeds() {
      return List.of("usr/bin/a file  net/a,utils/b\nbin/sh\tshells/dash\n".getBytes(UTF_8));
    }
  },
  RULES {
    @Override
    void read(byte[] input) {
      RuleParser.parse("r.yaml", new String(input, UTF_8));
    }

    @Override
    List<byte[]> seeds() {
      return List.of(
          """
          users: {app: {uid: 1, group: app}}
          packages:
            app: {slices: {s: {when: {with: b, option: {c: d}}, files: ["/usr/**"], needs: [x/y]}}}
          rules: [{name: r, when: always, create: [{path: /etc/x, mode: "0644", content: y}]}]
          """
              .getBytes(UTF_8));
    }
  },
  BLUEPRINT {
    @Override
    void read(byte[] input) {
      BlueprintParser.parse(new String(input, UTF_8));
    }

    @Override
    List<byte[]> seeds() {
      return List.of(
          """
          name: a
          packages: [b]
          overlay: [{path: /etc/a, mode: "0644", content: "x"}]
          image: {entrypoint: [/a], user: "1:2", ports: [80], writable: [/tmp]}
          tests: [{name: t, timeout: 2s, http: {port: 80, path: /, status: 200}}]
          max-size: 12 MB
          """
              .getBytes(UTF_8));
    }
  };

  private static final String LONG = "/" + "long-name/".repeat(20) + "file";

  /** Reads an input; throws but failures in words, and {@link IOException}. */
  abstract void read(byte[] input) throws IOException;

  /** Inputs that are well formed. */
  abstract List<byte[]> seeds();

  /** Reads an input; only what ought not to happen is thrown. */
  final void run(byte[] input) {
    try {
      read(input);
    } catch (Failure | IOException refused) {
      // As it ought to be.
    }
  }

  private static DebBuilder deb() {
    return DebBuilder.deb("app", "1", "amd64")
        .depends("b (>= 1)")
        .directory("/usr/share/app")
        .file("/usr/bin/app", "#!/bin/sh\n", 0755)
        .symlink("/usr/bin/link", "app")
        .hardLink("/usr/bin/hard", "/usr/bin/app")
        .conffile("/etc/app.conf", "x")
        .script("postinst", "#!/bin/sh\n");
  }

  private static void unpack(byte[] deb) {
    DebReader.unpack(
        new ByteArrayInputStream(deb),
        deb.length,
        content -> {
          try (InputStream in = content) {
            in.transferTo(OutputStream.nullOutputStream());
          }
          return Digest.of("");
        });
  }
}
