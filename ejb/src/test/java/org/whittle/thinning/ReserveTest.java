package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.elf.TestElf;

/** Of packages that every system has, an image gets what it asks for and nothing else. */
class ReserveTest {
  private final Thinning image = new Thinning().roots("app");

  private void packages() {
    image
        .with("app")
        .program("/usr/bin/app", "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8));
    image.with("common").file("/usr/share/common", "of the composition");
    image
        .reserve("dash")
        .program("/bin/dash", TestElf.x86().bytes())
        .link("/bin/sh", "dash")
        .file("/usr/share/common", "of the reserve");
    image.reserve("hostname").program("/bin/hostname", TestElf.x86().bytes());
  }

  @Test
  void theShellOfAScriptComesFromTheReserve() {
    packages();
    assertEquals("/bin\n/usr/bin/app\n/usr/bin/dash\n/usr/bin/sh", image.files());
    assertEquals("INTERPRETER /bin/sh of /usr/bin/app", image.reason("/usr/bin/sh"));
    assertEquals(
        "[app=1/amd64, common=1/amd64, dash=1/amd64]",
        image.tree().selections().stream().map(Selection::id).toList().toString());
  }

  @Test
  void theCompositionComesFirst() {
    packages();
    image.entryPoint("/usr/share/common");
    assertEquals(
        "of the composition", image.contents.text(image.selected("/usr/share/common").file()));
  }

  @Test
  void aFullImageIsFullOfTheComposition() {
    packages();
    assertEquals(
        "/bin\n/usr/bin/app\n/usr/bin/dash\n/usr/bin/sh\n/usr/share/common",
        image.level(Blueprint.Level.FULL).files());
  }

  @Test
  void rulesOfThePackageHoldOnlyIfItIsUsed() {
    image.rules(
        """
        packages:
          dash:
            slices:
              extra: {when: always, files: [/usr/share/dash]}
          hostname:
            slices:
              extra: {when: always, files: [/bin/hostname]}
        rules:
          - name: without the shell
            when: {without: dash}
            create: [{path: /etc/no-shell, content: ""}]
        """);
    packages();
    assertEquals("/bin\n/etc/no-shell\n/usr/bin/app\n/usr/bin/dash\n/usr/bin/sh", image.files());
  }
}
