package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.elf.TestElf;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

class RuleApplicationTest {
  private static final String RULES =
      """
      users:
        app: {uid: 200, home: /var/lib/app}
      groups:
        app: {gid: 200}
      packages:
        app:
          slices:
            program:
              when: root
              files: [/usr/bin/app]
              needs: [data/core]
            manual:
              when: {option: manual}
              files: [/usr/share/app/manual]
            state:
              when: {file: /usr/bin/app}
              directory: [{path: /var/lib/app, mode: "0750", owner: app, group: app}]
              create: [{path: /etc/app.conf, content: "made"}]
              link: [{path: /usr/bin/a, to: app}]
              adjust: [{path: /usr/bin/app, mode: "4755", owner: root, group: app}]
              join: [{path: /etc/all, files: "/usr/share/data/*.part"}]
        data:
          slices:
            core:
              files: [/usr/share/data/**]
              drop: [/usr/share/data/big/**]
      """;

  private final Thinning image = new Thinning().rules(RULES).roots("app");

  private void packages() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .file("/usr/share/app/manual", "text");
    image
        .with("data")
        .file("/usr/share/data/b.part", "b\n")
        .file("/usr/share/data/a.part", "a")
        .file("/usr/share/data/big/x", "x");
  }

  @Test
  void slicesAreTakenWithWhatTheyNeed() {
    packages();
    assertEquals(
        """
        /bin
        /etc/all
        /etc/app.conf
        /usr/bin/a
        /usr/bin/app
        /usr/share/data/a.part
        /usr/share/data/b.part\
        """,
        image.files());
    assertEquals("RULE r.yaml:10", image.reason("/usr/bin/app"));
    assertEquals("[]", image.tree().uncovered().toString());
  }

  @Test
  void optionsOpenSlices() {
    packages();
    assertEquals("RULE r.yaml:14", image.option("manual", "true").reason("/usr/share/app/manual"));
  }

  @Test
  void partsMakeFilesDirectoriesAndOwners() {
    packages();
    assertEquals("made", image.contents.text(image.selected("/etc/app.conf").file()));
    assertEquals("a\nb\n", image.contents.text(image.selected("/etc/all").file()));
    assertEquals(04755, image.selected("/usr/bin/app").file().mode());
    assertEquals(200, image.selected("/usr/bin/app").file().gid());
    assertEquals(0750, image.selected("/var/lib/app").file().mode());
    assertEquals(200, image.selected("/var/lib/app").file().uid());
    assertEquals(
        """
        root:*:0:0:root:/root:/bin/sh
        app:*:200:200::/var/lib/app:/usr/sbin/nologin
        nobody:*:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
        """,
        image.contents.text(image.selected("/etc/passwd").file()));
  }

  @Test
  void whatTheProcessWritesToBelongsToIt() {
    packages();
    image.user("nobody:nogroup", "/var/lib/app", "/srv/new");
    assertEquals(65_534, image.selected("/var/lib/app").file().uid());
    assertEquals(65_534, image.selected("/srv/new").file().gid());
  }

  @Test
  void whatAProgramCannotDoWithoutIsNotDropped() {
    image.rules("packages: {p: {slices: {s: {when: root, files: /usr/**, drop: /usr/lib/**}}}}");
    image
        .with("p")
        .program("/usr/bin/p", TestElf.x86().needs("liba.so").bytes())
        .library("/usr/lib/liba.so", TestElf.x86().bytes())
        .library("/usr/lib/libb.so", TestElf.x86().bytes());
    assertEquals("/bin\n/lib\n/usr/bin/p\n/usr/lib/liba.so", image.roots("p").files());
  }

  @Test
  void rulesThatDisagreeAreSaid() {
    image.rules(
        """
        rules:
        - {name: a, when: always, create: [{path: /x, content: a}]}
        - {name: b, when: always, create: [{path: /x, content: b}]}
        """);
    InvalidInput failure = assertThrows(InvalidInput.class, image::tree);
    assertEquals(
        "cannot make /x: the rules at r.yaml:2 and r.yaml:3 disagree. Let one of the two rules make"
            + " it",
        failure.messageWithRemedy());
  }

  @Test
  void forEveryFileLeftOutThereIsAReason() {
    packages();
    image.with("other").file("/usr/share/other", "x").file("/usr/share/doc/other/x", "x");
    assertEquals(
        "The rule at r.yaml:26 drops /usr/share/data/big/x of data.".replace("28", "28"),
        whyNot("/usr/share/data/big/x"));
    assertEquals(
        "Nothing that is kept asks for /usr/share/app/manual; the slice app/manual (r.yaml:12)"
            + " would keep it.",
        whyNot("/usr/share/app/manual"));
    assertEquals(
        "Nothing that is kept asks for /usr/share/other, nor for any other file of other.",
        whyNot("/usr/share/other"));
    assertEquals("No package of the composition ships /none.", whyNot("/none"));
    assertEquals("/usr/bin/app is in the image.", whyNot("/bin/app"));
    image.level(Blueprint.Level.SAFE);
    assertEquals(
        "Level safe leaves out documentation, locales, headers and caches, and with them"
            + " /usr/share/doc/other/x of other.",
        whyNot("/usr/share/doc/other/x"));
  }

  private String whyNot(String path) {
    return WhyNot.explain(image.request(), image.tree(), new FilePath(path));
  }
}
