package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.format.PackageContents;
import org.whittle.format.elf.TestElf;
import org.whittle.rules.RuleSet;

class ScriptEffectsTest {
  private static ScriptEffects read(String postinst) {
    TestPackage p = new TestPackage(new TestPackage.Contents(), "p").control("postinst", postinst);
    return effects(p, new TestPackage.Contents());
  }

  private static ScriptEffects effects(TestPackage p, TestPackage.Contents contents) {
    PackageContents read = p.contents();
    Candidates candidates = new Candidates(List.of(read), List.of(), Unmet.UNHEARD);
    ScriptWorld world =
        new ScriptWorld(
            RuleSet.EMPTY,
            candidates,
            new Probes(contents, new Thinning()),
            new Generated(contents));
    return ScriptEffects.of(read, List.of(), world, true);
  }

  private static String unknown(String postinst) {
    return read(postinst).unknown().stream()
        .map(u -> u.script() + ":" + u.line() + " " + u.text())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void whatDebhelperAddsAndWhatHasNoEffectIsNotReported() {
    assertEquals(
        "",
        unknown(
            """
            #!/bin/sh
            set -e
            # comment
            case "$1" in
              configure|reconfigure)
                if [ -n "$2" ]; then
                  invoke-rc.d p restart || true
                fi
                ;;
              abort-upgrade|abort-remove|abort-deconfigure)
                do-something
                ;;
              *)
                echo "called with unknown argument \\`$1'" >&2
                exit 1
                ;;
            esac
            # Automatically added by dh_installsystemd/13
            deb-systemd-helper enable 'p.service'
            chmod 7 /x
            # End automatically added section
            exit 0
            """));
  }

  @Test
  void whatRemainsIsUnknownWithItsLine() {
    assertEquals(
        """
        postinst:3 chown p /var/lib/p
        postinst:5 mkdir -p /var/lib/p /var/cache/p
        postinst:7 date > /etc/p.conf\
        """,
        unknown(
            """
            #!/bin/sh
            set -e
            chown p /var/lib/p

            mkdir -p /var/lib/p \\
              /var/cache/p
            date > /etc/p.conf
            """));
  }

  @Test
  void whatAConditionRunsIsAnEffectToo() {
    assertEquals(
        """
        postinst:1 if ! setcap cap_net_raw+ep /usr/bin/p; then
        postinst:4 [ -d "$P" ] || install -d "$P"
        postinst:5 [ -z "$2" ] && shadowconfig on
        postinst:6 sed -e 1d </etc/a >>/etc/b
        postinst:7 if $prepare; then\
        """,
        unknown(
            """
            if ! setcap cap_net_raw+ep /usr/bin/p; then
              echo no
            fi
            [ -d "$P" ] || install -d "$P"
            [ -z "$2" ] && shadowconfig on
            sed -e 1d </etc/a >>/etc/b
            if $prepare; then
              prepare=/usr/bin/prepare
            fi
            """));
  }

  @Test
  void whatOnlyLooksOrIsOfTheScriptItselfIsNone() {
    assertEquals(
        "postinst:2 frobnicate /etc/done",
        unknown(
            """
            is_fresh() {
              frobnicate /etc/done
            }
            if is_fresh "$@"; then
              fresh=true
            fi
            fresh=false
            if $fresh || getent group shadow | grep -q '^shadow:[^:]*:42'; then
              :
            elif dpkg --compare-versions "$2" lt 1~ && [ -e /etc/a ]; then
              :
            fi
            [ "$DEBCONF" ] && . /usr/share/debconf/confmodule # if it is there
            """));
  }

  @Test
  void systemUsersAreRecognised() {
    ScriptEffects effects =
        read(
            """
            USER="redis"
            adduser --system --home /var/lib/${USER} \\
              --quiet --group ${USER} || true
            useradd -r -u 123 -d /srv -s /bin/false "web" >/dev/null
            addgroup --system --gid 77 certs
            """);
    assertEquals(
        """
        redis /var/lib/redis redis
        web /srv web 123
        certs group 77\
        """,
        effects.accounts().stream()
            .map(
                a ->
                    a.user()
                        ? a.name()
                            + " "
                            + a.home()
                            + " "
                            + a.group().orElse("-")
                            + a.id().map(i -> " " + i).orElse("")
                        : a.name() + " group " + a.id().orElse(-1))
            .collect(Collectors.joining("\n")));
    assertEquals(List.of(), effects.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "u web 33:tape \"Web server\" /srv /bin/sh, user web 33 tape /srv",
    "u! web - - -, user web - web /nonexistent",
    "g disk 6, group disk 6 disk /nonexistent",
  })
  void sysusersLinesAreRead(String line, String expected) {
    AccountEffect a = AccountEffect.ofSysusers(line).orElseThrow();
    assertEquals(
        expected,
        (a.user() ? "user " : "group ")
            + a.name()
            + " "
            + a.id().map(String::valueOf).orElse("-")
            + " "
            + a.group().orElse("-")
            + " "
            + a.home());
  }

  @ParameterizedTest
  @CsvSource({
    "d /run/x 0750 web adm -, /run/x 750 web adm -",
    "D /var/run/x - - - -, /run/x 755 root root -",
    "L /etc/x - - - - ../y, /etc/x 777 root root ../y",
  })
  void tmpfilesLinesAreRead(String line, String expected) {
    Tmpfile t = Tmpfile.of(line).orElseThrow();
    assertEquals(
        expected,
        t.path()
            + " "
            + Integer.toOctalString(t.mode())
            + " "
            + t.owner()
            + " "
            + t.group()
            + " "
            + t.link().orElse("-"));
  }

  @Test
  void otherLinesOfTmpfilesMeanNothing() {
    for (String line : List.of("", "# d /x", "f /run/x", "d /run/%u", "d relative", "d /x bad")) {
      assertEquals(true, Tmpfile.of(line).isEmpty(), line);
    }
  }

  @Test
  void alternativesAreLinksToTheBestOfThem() {
    Thinning image = new Thinning();
    image
        .with("a")
        .program("/usr/bin/a-editor", TestElf.x86().bytes())
        .control("postinst", install("a-editor", 10));
    image
        .with("b")
        .program("/usr/bin/b-editor", TestElf.x86().bytes())
        .control("postinst", install("b-editor", 20));
    image.entryPoint("/usr/bin/editor");
    assertEquals(
        "/bin\n/etc/alternatives/editor\n/usr/bin/b-editor\n/usr/bin/editor", image.files());
  }

  private static String install(String program, int priority) {
    return "update-alternatives --install /usr/bin/editor editor \\\n /usr/bin/"
        + program
        + " "
        + priority
        + "\n";
  }

  @Test
  void accountsAndDirectoriesOfUsedPackagesAreMade() {
    Thinning image = new Thinning();
    image
        .with("web")
        .program("/usr/bin/web", TestElf.x86().bytes())
        .file("/usr/lib/sysusers.d/web.conf", "u web 150 Web /srv\n")
        .file("/usr/lib/tmpfiles.d/web.conf", "d /run/web 0750 web web -\n");
    image.roots("web");
    assertEquals(150, image.selected("/run/web").file().uid());
    assertEquals("EFFECT tmpfiles.d: web.conf", image.reason("/run/web"));
  }

  @Test
  void numbersOfAccountsDoNotDependOnOtherAccounts() {
    Accounts one = new Accounts(org.whittle.rules.RuleSet.EMPTY);
    one.addUser("redis");
    one.number();
    Accounts two = new Accounts(org.whittle.rules.RuleSet.EMPTY);
    two.addUser("aaa");
    two.addUser("redis");
    two.number();
    assertEquals(one.uid("redis"), two.uid("redis"));
    assertEquals(one.uid("redis"), one.gid("redis"));
  }
}
