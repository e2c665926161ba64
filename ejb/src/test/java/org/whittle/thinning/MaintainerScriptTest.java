package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.elf.TestElf;

/** What scripts make on a new installation, and what of them is reported. */
class MaintainerScriptTest {
  private final Thinning image = new Thinning().roots("app").entryPoint("/usr/sbin/app");

  private TestPackage app() {
    return image
        .with("app")
        .program("/usr/sbin/app", TestElf.x86().bytes())
        .directory("/usr/share/app", 0755, 0, 0)
        .file("/usr/share/app/app.conf", "listen\n")
        .file("/usr/share/doc/app/README", "read\n")
        .directory("/etc/app", 0755, 0, 0)
        .directory("/var/lib/app", 0755, 0, 0);
  }

  /** What scripts made or changed, a line each, and below it the lines that are reported. */
  private String outcome() {
    ThinTree tree = image.tree();
    String files =
        tree.files()
            .map(SelectedFile::file)
            .filter(f -> f.path().value().matches("/(etc|var|srv)/.*"))
            .filter(f -> !f.path().value().matches("/etc/(passwd|group)|/var/lib"))
            .filter(f -> !isPlain(f))
            .map(this::line)
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    String unknown =
        tree.unknownEffects().stream()
            .map(u -> "? " + u.line() + " " + u.text())
            .collect(Collectors.joining("\n"));
    return Stream.of(files, unknown).filter(s -> !s.isEmpty()).collect(Collectors.joining("\n"));
  }

  private static boolean isPlain(FileEntry f) {
    return f.kind() == FileKind.DIRECTORY
        && f.path().value().matches("/etc/app|/var/lib/app|/etc/alternatives")
        && f.mode() == 0755
        && f.uid() == 0
        && f.gid() == 0;
  }

  private String line(FileEntry f) {
    return switch (f.kind()) {
      case SYMLINK -> f.path() + " -> " + f.link().orElseThrow();
      case DIRECTORY -> f.path() + "/ " + attributes(f);
      case REGULAR -> f.path() + " " + attributes(f) + " " + image.contents.text(f).strip();
    };
  }

  private static String attributes(FileEntry f) {
    return Integer.toOctalString(f.mode())
        + (f.uid() + f.gid() == 0 ? "" : " " + f.uid() + ":" + f.gid());
  }

  private static Arguments row(String script, String... outcome) {
    return Arguments.of(script, String.join("\n", outcome));
  }

  static Stream<Arguments> commands() {
    String user = "adduser --system --group --uid 150 app\naddgroup --system --gid 150 app\n";
    return Stream.of(
        row("mkdir -p /var/lib/app/a /srv/b", "/srv/b/ 755", "/var/lib/app/a/ 755"),
        row("mkdir -m 0700 /srv/a", "/srv/a/ 700"),
        row("mkdir /srv/a/b", "? 1 mkdir /srv/a/b"),
        row("mkdir --context=x /srv/a", "? 1 mkdir --context=x /srv/a"),
        row("D=/srv/a\nmkdir \"$D\"/b || mkdir -p $D/c", "? 2 mkdir \"$D\"/b || mkdir -p $D/c"),
        row(
            user + "install -d -oapp -g app -m2750 /var/log/app",
            "/var/log/ 755",
            "/var/log/app/ 2750 150:150"),
        row("install -m 640 /usr/share/app/app.conf /etc/app", "/etc/app/app.conf 640 listen"),
        row("install -s /usr/sbin/app /srv", "? 1 install -s /usr/sbin/app /srv"),
        row(
            "ucf --three-way /usr/share/app/app.conf /etc/app.conf\nucfr app /etc/app.conf",
            "/etc/app.conf 644 listen"),
        row("ucf /usr/share/doc/app/README /etc/README", "/etc/README 644 read"),
        row("ucf /usr/share/app/other /etc/app.conf", "? 1 ucf /usr/share/app/other /etc/app.conf"),
        row("cp -p /usr/share/app/app.conf /etc/x\nchmod o-r /etc/x", "/etc/x 640 listen"),
        row("ln -s ../usr/share/app/app.conf /etc/a", "/etc/a -> ../usr/share/app/app.conf"),
        row(
            "ln -sf /usr/share/app/app.conf /etc/app/",
            "/etc/app/app.conf -> /usr/share/app/app.conf"),
        row("ln /usr/share/app/app.conf /etc/a", "? 1 ln /usr/share/app/app.conf /etc/a"),
        row("touch /var/lib/app/seen", "/var/lib/app/seen 644 "),
        row("touch /etc/passwd.lock ./x", "? 1 touch /etc/passwd.lock ./x"),
        row(
            user + "chown -R app:app /var/lib/app\nchmod u=rwx,go= /var/lib/app",
            "/var/lib/app/ 700 150:150"),
        row(user + "chown app: /var/lib/app; chgrp root /var/lib/app", "/var/lib/app/ 755 150:0"),
        row("chown nobody-known /var/lib/app", "? 1 chown nobody-known /var/lib/app"),
        row("chown app /var/lib/other", "? 1 chown app /var/lib/other"),
        row("chmod 0700 /var/lib/a*", "? 1 chmod 0700 /var/lib/a*"),
        row(
            user
                + "if ! dpkg-statoverride --list /var/lib/app >/dev/null; then\n"
                + "  dpkg-statoverride --update --add app app 0750 /var/lib/app\nfi",
            "/var/lib/app/ 750 150:150"),
        row(
            "dpkg-statoverride --add root root 0750 /var/lib/app",
            "? 1 dpkg-statoverride --add root root 0750 /var/lib/app"),
        row(
            "echo 'a b' > /etc/a; cat > /etc/b <<'X'\n$one\nX",
            "/etc/a 644 a b",
            "/etc/b 644 $one"),
        row("cat > /etc/b <<X\n$one\nX", "? 1 cat > /etc/b <<X"),
        row("echo more >> /etc/app.conf", "? 1 echo more >> /etc/app.conf"),
        row("umask 027\nmkdir /srv/a\ntouch /srv/b", "/srv/a/ 750", "/srv/b 640 "),
        row("umask $U\nmkdir /srv/a", "? 2 mkdir /srv/a"),
        row(
            "mkdir /run/app; install -d /run/systemd/x",
            "? 1 mkdir /run/app; install -d /run/systemd/x"),
        row(
            "if ! test -d /var/log/app; then\n rm -rf /var/log/app\n mkdir /var/log/app\nfi",
            "/var/log/ 755",
            "/var/log/app/ 755"),
        row("grep -rq x /etc/app && true\ntouch /etc/app/a", "/etc/app/a 644 "),
        row("rm -rf /etc/app\ntouch /etc/app/a", "? 2 touch /etc/app/a"),
        row("mkdir /var/run/app; [ -d /run/app ] && touch /srv/a", "/srv/a 644 "),
        row("touch /srv/a; rm -f /srv/a", ""));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsDoneWhollyOrReported(String script, String outcome) {
    app().control("postinst", script);
    assertEquals(outcome, outcome());
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        row("for f in a b; do\n  touch /srv/$f\ndone", "/srv/a 644 ", "/srv/b 644 "),
        row(
            "for f in a b c; do\n  [ $f = b ] && continue\n  touch /srv/$f\ndone",
            "/srv/a 644 ",
            "/srv/c 644 "),
        row("for f in a b; do\n  [ $f = b ] && break\n  touch /srv/$f\ndone", "/srv/a 644 "),
        row("for f in /etc/*; do\n  touch $f\ndone", "? 2 touch $f"),
        row(
            "make() {\n  local d=$1\n  mkdir -p $d\n}\nd=/srv/x\nmake /srv/a\nmkdir $d",
            "/srv/a/ 755",
            "/srv/x/ 755"),
        row(
            "case \"$1\" in\n configure) touch /srv/a ;;\n *) touch /srv/b ;;\nesac",
            "/srv/a 644 "),
        row("if [ -n \"$2\" ] && dpkg --compare-versions \"$2\" lt 1; then\n frobnicate\nfi", ""),
        row("if dpkg --compare-versions \"$2\" lt-nl 1; then\n frobnicate\nfi", ""),
        row("if [ \"$ANSWER\" = yes ]; then\n touch /srv/a\nfi", "? 2 touch /srv/a"),
        row("if [ -d /etc/app ] && [ ! -e /etc/b ]; then\n touch /etc/b\nfi", "/etc/b 644 "),
        row("[ -e /etc/app/own ] || exit 0\ntouch /srv/a", ""),
        row("[ -e \"$F\" ] || exit 0\ntouch /srv/a", "? 2 touch /srv/a"),
        row("[ -e \"$F\" ] || exit 1\ntouch /srv/a", "/srv/a 644 "),
        row(
            "frobnicate /etc/b\n[ -e /etc/b ] || touch /etc/b",
            "? 1 frobnicate /etc/b",
            "? 2 [ -e /etc/b ] || touch /etc/b"),
        row(
            """
            one=1
            while read x; do
             if [ $one = 1 ]; then
              one=0
             else
              touch /srv/a
             fi
            done\
            """,
            "? 6 touch /srv/a"),
        row(". /usr/share/app/lib.sh\nprepare /srv/a", "/srv/a/ 755"),
        row(". /usr/share/app/odd.sh", "? 1 . /usr/share/app/odd.sh"),
        row("D=/srv/a\n. /usr/share/none.sh\nmkdir $D", "? 2 . /usr/share/none.sh", "? 3 mkdir $D"),
        row(
            ". /usr/share/debconf/confmodule\nRET=/srv/a\ndb_get app/dir\nmkdir $RET",
            "? 4 mkdir $RET"),
        row("(\n touch /srv/a\n)", "? 2 touch /srv/a"),
        row("date | tee /srv/a", "? 1 date | tee /srv/a"),
        row("{\n echo a\n echo b\n} > /etc/two", "? 4 } > /etc/two"),
        row("echo 'one\ntwo' $x > /etc/a", "? 1 echo 'one"),
        row(
            "if getent passwd app >/dev/null; then\n frobnicate\nelse\n touch /srv/a\nfi",
            "/srv/a 644 "),
        row("if [ -x /usr/sbin/app ]; then touch /srv/a; fi", "/srv/a 644 "),
        row("which nothing || touch /srv/a", "/srv/a 644 "),
        row("trap 'touch /srv/b' EXIT", ""),
        row("eval touch /srv/b", "? 1 eval touch /srv/b"),
        row("if true; then touch /srv/a", "? 1 if true; then touch /srv/a"));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void whatIsNotDecidedIsReportedAndWhatIsNeverReachedIsNot(String script, String outcome) {
    app()
        .file("/usr/share/app/lib.sh", "prepare() {\n  mkdir -p \"$1\"\n}\n")
        .file("/usr/share/app/odd.sh", "frobnicate\n")
        .control("postinst", script);
    assertEquals(outcome, outcome());
  }

  @Test
  void debconfAnswersByItsTemplatesUnlessAScriptDoes() {
    String script =
        """
        . /usr/share/debconf/confmodule
        for question in a b c d; do
          db_get app/$question
          touch "/srv/$RET"
        done
        """;
    app()
        .control("postinst", script)
        .control(
            "templates",
            """
            Template: app/a
            Type: string
            Default: one
            Description: x
             Default: none

            Template: app/b
            Type: string
            Default: two
            """)
        .control("config", "#!/bin/sh\ndb_set app/b three\n");
    assertEquals("/srv/one 644 \n? 4 touch \"/srv/$RET\"", outcome());
  }

  @Test
  void whatRulesAccountForIsNotDone() {
    app().control("postinst", "mkdir /srv/a\nmkdir /srv/b\n");
    image.rules(
        """
        packages:
          app:
            effects:
              - {script: postinst, covers: "mkdir /srv/a", because: it is empty}
        """);
    assertEquals("/srv/b/ 755", outcome());
  }

  @Test
  void whereRulesDecideAboutFilesScriptsAreReportedAsBefore() {
    app().control("postinst", "mkdir /srv/a\n");
    image.rules(
        """
        packages:
          app:
            slices:
              all: {when: root, files: [/usr/sbin/app]}
        """);
    assertEquals("? 1 mkdir /srv/a", outcome());
  }

  @Test
  void anAuthorsFileStaysAsItIs() {
    app().control("postinst", "ucf /usr/share/app/app.conf /etc/app.conf\nchmod 777 /etc/app.conf");
    image.overlay("/etc/app.conf", "mine");
    assertEquals("/etc/app.conf 600 7:8 mine", outcome());
  }

  @Test
  void alternativesOfLoopsAndUsersInGroupsAreTaken() {
    app()
        .program("/usr/bin/app1", TestElf.x86().bytes())
        .control(
            "postinst",
            """
            for tool in app; do
              update-alternatives --install /usr/bin/$tool $tool /usr/bin/${tool}1 10
            done
            addgroup --system --gid 151 certs
            adduser --system --uid 150 app
            usermod -a -G certs app
            """);
    image.entryPoint("/usr/bin/app");
    assertEquals("/etc/alternatives/app -> /usr/bin/app1", outcome());
    String group = image.contents.text(image.selected("/etc/group").file());
    assertEquals("certs:*:151:app", group.lines().skip(1).findFirst().orElse(""));
  }

  @Test
  void aScriptBeforeUnpackingDoesNotSeeThePackagesFiles() {
    app()
        .control(
            "preinst",
            "[ -e /usr/sbin/app ] && frobnicate\n[ \"$1\" = install ] && touch /srv/a\n");
    assertEquals("/srv/a 644 ", outcome());
  }

  @Test
  void aLinkThatAScriptMakesKeepsItsTarget() {
    app().control("postinst", "ln -s /usr/share/other/x /etc/x\n");
    image.with("other").file("/usr/share/other/x", "x");
    assertEquals("LINK_TARGET /usr/share/other/x of /etc/x", image.reason("/usr/share/other/x"));
    assertEquals("EFFECT postinst:1 of app", image.reason("/etc/x"));
  }
}
