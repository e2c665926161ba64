package org.whittle.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.blueprint.Blueprint.Level;
import org.whittle.blueprint.Blueprint.OverlayFile;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;

class BlueprintParserTest {
  private static final String FULL =
      """
      name: web
      description: A web server
      architecture: arm64
      packages: [nginx, curl]
      recommends: true
      level: safe
      entry-points: [/usr/sbin/nginx]
      overlay:
        - {path: /etc/app.conf, mode: "0600", owner: "33:34", content: "a\\n"}
        - path: /etc/link
          link: app.conf
      options: {locale: de}
      labels: {org.example/team: web}
      formats: [oci, tar]
      image:
        entrypoint: [/usr/sbin/nginx]
        command: [-g, daemon off;]
        environment: {TZ: UTC}
        user: "33:33"
        working-directory: /srv
        ports: [8080, 53/udp]
        writable: [/var/cache]
      tests:
        - {name: version, timeout: 20s, run: [/usr/sbin/nginx, -V], exit: 1, contains: nginx}
        - {name: page, http: {port: 8080, path: /x, status: 404, contains: gone}}
        - {name: ping, timeout: 500ms, tcp: {port: 6379, send: "PING\\r\\n", expect: +PONG}}
      """;

  @Test
  void readsEveryField() {
    assertEquals(
        new BlueprintResult.Parsed(
            new Blueprint(
                "web",
                "A web server",
                new Architecture("arm64"),
                List.of(new PackageName("nginx"), new PackageName("curl")),
                true,
                Level.SAFE,
                List.of(new FilePath("/usr/sbin/nginx")),
                List.of(
                    new OverlayFile(
                        new FilePath("/etc/app.conf"), 0600, 33, 34, "a\n", Optional.empty()),
                    new OverlayFile(
                        new FilePath("/etc/link"), 0644, 0, 0, "", Optional.of("app.conf"))),
                Map.of("locale", "de"),
                Map.of("org.example/team", "web"),
                List.of("oci", "tar"),
                new RunConfig(
                    List.of("/usr/sbin/nginx"),
                    List.of("-g", "daemon off;"),
                    Map.of("TZ", "UTC"),
                    "33:33",
                    new FilePath("/srv"),
                    List.of("8080/tcp", "53/udp"),
                    List.of(new FilePath("/var/cache"))),
                List.of(
                    new RetroTest.Command(
                        "version",
                        Duration.ofSeconds(20),
                        List.of("/usr/sbin/nginx", "-V"),
                        1,
                        Optional.of("nginx")),
                    new RetroTest.Http(
                        "page", Duration.ofSeconds(30), 8080, "/x", 404, Optional.of("gone")),
                    new RetroTest.Tcp("ping", Duration.ofMillis(500), 6379, "PING\r\n", "+PONG"))),
            Digest.of(FULL)),
        BlueprintParser.parse(FULL));
  }

  @Test
  void fillsInWhatAShortBlueprintLeavesOut() {
    Blueprint blueprint = parsed("name: web\npackages: [nginx]\n");

    assertEquals(Architecture.AMD64, blueprint.architecture());
    assertEquals(Level.THIN, blueprint.level());
    assertEquals(List.of("oci"), blueprint.formats());
    assertEquals(FilePath.ROOT, blueprint.run().workingDirectory());
    assertEquals(List.of(), blueprint.tests());
  }

  @Test
  void anOverlayAloneIsAnImageToo() {
    assertEquals(
        List.of(),
        parsed("name: static\noverlay: [{path: /app, mode: '0755', content: x}]").packages());
  }

  @Test
  void reportsEveryProblemAtItsPlaceInTheOrderOfTheText() {
    assertEquals(
        """
        1:7: cannot use name "Web". Use 1 to 64 lower-case letters, digits and hyphens.
        2:1: cannot use key "packges": the blueprint has no such key. Did you mean "packages"?
        3:8: cannot use level "thn". Did you mean "thin"?
        5:5: cannot use overlay file /a: exactly one of content and link is expected. Give the \
        text as "content: |" or a target as "link:".
        6:11: cannot use mode "rwx". Write octal digits in quotes, such as "0644".
        8:5: cannot use test "t": the image starts no process that could answer. Say how it is \
        started with "image: {entrypoint: [...]}".
        8:21: cannot use "http": "port" is missing. Name the port on which the process listens.\
        """,
        problems(
            """
            name: Web
            packges: [nginx]
            level: thn
            overlay:
              - path: /a
                mode: rwx
            tests:
              - {name: t, http: {path: /}}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                  | 1:1: cannot read the blueprint: it is empty. Start with "name:" and "packages:".
          'name: [a'          | 1:9: cannot read YAML: expected ',' or ']', but got <stream end>. Check indentation, quotes and colons at this place.
          'just text'         | 1:1: cannot use the blueprint: keys with values are expected. Write "key: value".
          '- a'               | 1:1: cannot use the blueprint: keys with values are expected. Write "key: value".
          'packages: [a]'     | 1:1: cannot use the blueprint: "name" is missing. Give the image a name, such as "name: web".
          'name: a'           | 1:1: cannot use the blueprint: it names neither packages nor overlay files. List the applications, such as "packages: [nginx]".
          """)
  void refusesWhatIsNoBlueprint(String yaml, String expected) {
    assertEquals(expected, problems(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: b                      | cannot use key "name" twice. Remove one of the two.
          description: {a: b}          | cannot use "description": a single value is expected, a mapping is given. Write description: VALUE, with quotes if it has special characters.
          description:                 | cannot use "description": a single value is expected, none is given. Write description: VALUE, with quotes if it has special characters.
          description: "a\\nb"         | cannot use the description: one line of at most 500 characters is expected. Shorten it.
          architecture: X86            | cannot use architecture "X86". Correct the value of "architecture".
          packages: nginx              | cannot use "packages": a list is expected. Write packages: [a, b].
          packages: [a b]              | cannot use package name "a b": character ' ' is not allowed. Correct the value of "packages".
          packages: [a, a]             | cannot use "packages": a is listed twice. Remove one of the two.
          recommends: yes              | cannot use value "yes". Write true or false.
          misses: ignore               | cannot use value "ignore". Use one of fail, report.
          level: tiny                  | cannot use level "tiny". Use one of full, safe, thin.
          entry-points: [nginx]        | cannot use path "nginx": it is not absolute. Correct the value of "entry-points".
          overlay: [{path: /../a, content: x}] | cannot use path "/../a": step ".." is not allowed. Correct the value of "path".
          overlay: [{content: x}]      | cannot use an overlay file: "path" is missing. Name the file, such as "path: /etc/app.conf".
          overlay: [{path: /a, content: x, owner: root}] | cannot use owner "root". Write numbers in quotes, such as "33:33".
          overlay: [{path: /a, link: x}, {path: /a, link: y}] | cannot use overlay path /a twice. Remove one of the two.
          options: [a]                 | cannot use "options": keys with values are expected. Write "key: value".
          options: {"a b": c}          | cannot use key "a b". Use lower-case letters, digits and hyphens.
          labels: {"a b": c}           | cannot use key "a b". Use letters, digits, dots, slashes and hyphens.
          labels: {a: b, a: c}         | cannot use key "a" twice. Remove one of the two.
          formats: [iso]               | cannot use format "iso". Use one of oci, tar, raw, qcow2, vmdk, direct.
          machine: {target: kvn}       | cannot use target "kvn". Did you mean "kvm"?
          machine: {target: xbox}      | cannot use target "xbox". Use one of kvm, cloud, vmware, any.
          machine: {root: zfs}         | cannot use root "zfs". Use one of erofs, ext4.
          machine: {init: runit}       | cannot use init "runit". Use one of small, systemd.
          machine: {size: 1GB}         | cannot use "size": a root of erofs is as large as its files. Remove it, or write "root: ext4".
          machine: {kernel: "6"}       | cannot use key "kernel": "machine" has no such key. Use one of target, init, root, size.
          image: {entry-point: [a]}    | cannot use key "entry-point": "image" has no such key. Did you mean "entrypoint"?
          image: {environment: {"1": x}} | cannot use variable "1". Use letters, digits and underscores.
          image: {user: "a b"}         | cannot use user "a b". Use a user's name or UID:GID.
          image: {ports: [8080/sctp]}  | cannot use port "8080/sctp". Write it as 8080 or 8080/udp.
          image: {ports: [70000]}      | cannot use port "70000". Write a number from 1 to 65535.
          image: {command: ["\\0"]}    | cannot use a text: it contains NUL. Remove it.
          tests: [{run: [a]}]          | cannot use a test: "name" is missing. Name it by what it shows, in a few words.
          tests: [{name: t}]           | cannot use test "t": exactly one of run, http and tcp is expected. Say what it does, such as "run: [/usr/bin/app, --version]".
          tests: [{name: t, run: []}]  | cannot use test "t": it runs nothing. List the program and its arguments.
          tests: [{name: t, run: [a]}, {name: t, run: [a]}] | cannot use test name "t" twice. Rename one of the two.
          tests: [{name: t, run: [a], timeout: 1h}] | cannot use duration "1h". Write 500ms, 20s or 2m; at most 10m.
          tests: [{name: t, run: [a], timeout: 11m}] | cannot use duration "11m". Write 500ms, 20s or 2m; at most 10m.
          tests: [{name: t, run: [a], exit: 256}] | cannot use exit "256". Write a number from 0 to 255.
          tests: [{name: "\\t", run: [a]}] | cannot use test name "?". Use 1 to 100 characters.
          recommends: !!binary x       | cannot use value "x". Write true or false.
          """)
  void saysWhatIsWrongWithAValue(String line, String expected) {
    String problems = problems("name: a\n" + line.strip());
    assertEquals(expected, problems.substring(problems.indexOf(' ') + 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {name: t, http: {port: 80, path: x}}   | cannot use path "x". Start it with a slash, without spaces.
          {name: t, http: {port: 80, status: 0}} | cannot use status "0". Write a number from 100 to 599.
          {name: t, exit: 1, http: {port: 80}}   | cannot use "exit" here: it belongs to a test with "run". Put it below "http".
          {name: t, contains: a, tcp: {port: 80, expect: a}} | cannot use "contains" here: it belongs to a test with "run". Use "expect".
          {name: t, before: [a], run: [a]}       | cannot use "before": a list is expected. Write before: [a, b].
          {name: t, before: [[]], run: [a]}      | cannot use "before": it has a command that runs nothing. Write each command as a list, such as before: [[/usr/bin/app, --init]].
          {name: t, before: [[a, {b: c}]], run: [a]} | cannot use "before": a single value is expected, a mapping is given. Write before: VALUE, with quotes if it has special characters.
          {name: t, beside: [{run: [a]}], run: [a]} | cannot use "beside": "port" is missing. Name the port on which the process listens.
          {name: t, beside: [{runs: [a], port: 1}], run: [a]} | cannot use key "runs": "beside" has no such key. Did you mean "run"?
          {name: t, tcp: {port: 80}}             | cannot use "tcp": "expect" is missing. Say what the answer must contain.
          """)
  void saysWhatIsWrongWithATestOfAService(String test, String expected) {
    String problems =
        problems("name: a\npackages: [a]\nimage: {command: [a]}\ntests: [" + test + "]");
    assertEquals(expected, problems.substring(problems.indexOf(' ') + 1));
  }

  @Test
  void readsWhatHappensBeforeATestAndBesideIt() {
    Blueprint blueprint =
        parsed(
            """
            name: db
            packages: [db]
            image: {entrypoint: [/usr/bin/db]}
            tests:
              - name: a query
                before: [[/usr/bin/db-init, /srv]]
                beside: [{port: 5432, says: all loaded}, {run: [/usr/bin/proxy, -v], port: 80}]
                run: [/usr/bin/ask]
              - name: bytes
                beside: [{port: 5432}]
                alone: true
                tcp: {port: 80, send: "a\\0b", expect: "\\0"}
            """);

    assertEquals(
        List.of(
            new RetroTest.Staged(
                new RetroTest.Command(
                    "a query",
                    Duration.ofSeconds(30),
                    List.of("/usr/bin/ask"),
                    0,
                    Optional.empty()),
                List.of(List.of("/usr/bin/db-init", "/srv")),
                List.of(
                    new RetroTest.Companion(List.of(), 5432, "all loaded"),
                    new RetroTest.Companion(List.of("/usr/bin/proxy", "-v"), 80, "")),
                false),
            new RetroTest.Staged(
                new RetroTest.Tcp("bytes", Duration.ofSeconds(30), 80, "a\0b", "\0"),
                List.of(),
                List.of(new RetroTest.Companion(List.of(), 5432, "")),
                true)),
        blueprint.tests());
  }

  @Test
  void aTestHasFewPartsAndSomethingToStart() {
    assertEquals(
        "4:3: cannot use \"before\": more than 20 elements. Shorten the list.\n"
            + "6:12: cannot use \"beside\": neither it nor the image says what to start. Add"
            + " \"run: [...]\", or \"image: {entrypoint: [...]}\" to the blueprint.",
        problems(
            "name: a\npackages: [a]\ntests:\n- name: t\n  before: ["
                + "[a], ".repeat(21)
                + "]\n  beside: [{port: 80}]\n  run: [a]\n"));
  }

  @Test
  void refusesBombs() {
    assertEquals(
        "1:1: cannot read the blueprint: it has 262145 bytes, more than 262144. "
            + "Put large files into a package instead of the overlay.",
        problems("#".repeat(YamlText.MAX_BYTES + 1)));
    assertEquals(
        "1:17: cannot read the blueprint: nested deeper than 16 levels. "
            + "Remove brackets or indentation.",
        problems("[".repeat(100_000)));
    assertEquals(
        "2:8: cannot read the blueprint: aliases (*name) are not allowed. Write the value out.",
        problems("name: &a [x]\nlevel: *a\n"));
    assertEquals(
        "2:1: cannot read the blueprint: a second document begins. "
            + "Keep one blueprint in a file and remove \"---\".",
        problems("name: a\n---\nname: b\n"));
    assertEquals(
        "1:1: cannot read YAML: special characters are not allowed. Use printable characters and"
            + " UTF-8 only.",
        problems("name: \u0001"));
  }

  @Property(tries = 300)
  void neverThrowsWhateverTheTextIs(@ForAll String text) {
    assertTrue(BlueprintParser.parse(text) instanceof BlueprintResult.Invalid);
  }

  private static Blueprint parsed(String yaml) {
    return assertInstanceOf(BlueprintResult.Parsed.class, BlueprintParser.parse(yaml)).blueprint();
  }

  private static String problems(String yaml) {
    return assertInstanceOf(BlueprintResult.Invalid.class, BlueprintParser.parse(yaml))
        .problems()
        .stream()
        .map(BlueprintResult.Problem::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aMachineWithSystemdHasItAmongItsPackages() {
    BlueprintResult result =
        BlueprintParser.parse("{name: web, packages: [nginx], machine: {init: systemd}}");

    Parsed parsed = assertInstanceOf(Parsed.class, result);
    assertEquals("[nginx, systemd]", parsed.blueprint().packages().toString());
    assertEquals(MachineConfig.Init.SYSTEMD, parsed.blueprint().machine().init());
  }
}
