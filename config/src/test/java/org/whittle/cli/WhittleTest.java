package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.client.FakeServer;
import org.whittle.client.SavedTokens;
import picocli.CommandLine;

/** The commands, as typed, against prepared answers. */
class WhittleTest {
  @TempDir Path folder;
  private FakeServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String home = "";

  @BeforeEach
  void start() throws Exception {
    home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    server = FakeServer.start();
    new SavedTokens(SavedTokens.folder(System.getenv())).save(server.address(), "t");
  }

  @AfterEach
  void stop() {
    server.close();
    System.setProperty("user.home", home);
  }

  @Test
  void listsImages() {
    server.on(
        "GET /api/v1/images?first=0&size=50",
        200,
        """
        {"rows":[{"name":"nginx","state":"HELD","stateReason":"1 patch is held back",
          "newestVersion":1,"packages":29,"closureBytes":31400000,"thinBytes":9800000,
          "builtAt":null}],"total":3}
        """);

    assertEquals(0, run("images", "list"));
    assertEquals(
        """
        NAME   STATE  VERSION  PACKAGES  CLOSURE    THIN  BUILT  WHY
        nginx  held         1        29  31.4 MB  9.8 MB  -      1 patch is held back
        1 of 3; see --first and --size
        """,
        out.toString());
  }

  @Test
  void listsMissesAndWhatIsNotKnownOfThem() {
    server.on(
        "GET /api/v1/images/nginx/versions/2",
        200,
        """
        {"row":{"misses":"REPORTED"},"missesNotKnown":"3 paths were not judged: no index",
          "misses":[{"kind":"UNKNOWN","path":"/usr/bin/gs","owner":"ghostscript",
            "program":"/usr/bin/app","test":"starts"}]}
        """);

    assertEquals(0, run("images", "misses", "nginx", "--version", "2"));
    assertEquals(
        """
        misses: reported
        not known: 3 paths were not judged: no index

        WHAT     PATH         PACKAGE      PROGRAM       TEST
        unknown  /usr/bin/gs  ghostscript  /usr/bin/app  starts
        """,
        out.toString());
  }

  @Test
  void printsTheServersAnswerAsJson() {
    server.on("GET /api/v1/sources?first=0&size=50", 200, "{\"rows\":[],\"total\":0}");

    assertEquals(0, run("sources", "list", "--json"));
    assertEquals("{\n  \"rows\" : [ ],\n  \"total\" : 0\n}\n", out.toString());
  }

  @Test
  void aBuildIsFollowedAndItsEndDecides() {
    server
        .on("POST /api/v1/images/nginx/builds", 202, "{\"job\":7}")
        .on(
            "GET /api/v1/jobs/7",
            200,
            "{\"job\":{\"state\":\"FAILED\",\"stage\":\"fetch\",\"message\":\"cannot fetch\"}}");

    assertEquals(1, run("images", "build", "nginx"));
    assertEquals("  fetch\nfailed: cannot fetch\n", out.toString());
  }

  @Test
  void aRefusalIsPrintedWithItsRemedy() {
    server.on(
        "POST /api/v1/sources/offered/x",
        404,
        "{\"title\":\"cannot find source \\\"x\\\"\",\"remedy\":\"List what is offered\"}");

    assertEquals(1, run("sources", "add", "x"));
    assertEquals("whittle: cannot find source \"x\"\n  List what is offered\n", err.toString());
  }

  @Test
  void aServerThatIsNotThereHasAStatusOfItsOwn() {
    server.close();

    assertEquals(3, run("status"));
    assertTrue(err.toString().startsWith("whittle: cannot reach "), err::toString);
  }

  @Test
  void aCommandThatIsWrittenWrongHasTheStatusOfUsage() {
    assertEquals(2, run("images", "hold", "redis"));
    assertTrue(err.toString().startsWith("Missing required"), err::toString);
  }

  @Test
  void whoeverIsNotLoggedInIsTold() {
    assertEquals(1, execute("status", "--server", "http://localhost:1"));
    assertEquals(
        """
        whittle: cannot ask http://localhost:1: you are not logged in
          Run: whittle login --server http://localhost:1
        """,
        err.toString());
  }

  @Test
  void anOptionOfASourceAloneIsNotEnough() {
    assertEquals(1, run("sources", "add", "x", "--uri", "http://a/"));
    assertEquals(
        "whittle: cannot add source \"x\": --uri, --suite and --keyring belong together\n",
        err.toString());
  }

  @Test
  void problemsOfABlueprintHaveTheirPosition() throws Exception {
    Path file = Files.writeString(folder.resolve("a.yaml"), "nam: a");
    server.on(
        "POST /api/v1/previews",
        200,
        """
        {"valid":false,"explanation":"",
         "problems":[{"line":1,"column":1,"message":"unknown key","remedy":"Use name"}]}
        """);

    assertEquals(1, run("preview", file.toString()));
    assertEquals(file + ":1:1: unknown key\n  Use name\n", out.toString());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertEquals(1, run("images", "create", "/absent.yaml"));
    assertEquals("whittle: cannot read /absent.yaml: it is not there\n", err.toString());
  }

  @Test
  void everyCommandHasItsHelp() {
    everyHelp(Whittle.commandLine());
  }

  private static void everyHelp(CommandLine line) {
    assertTrue(
        line.getCommandSpec().usageMessage().description().length > 0,
        () -> line.getCommandName() + " has no description");
    line.getSubcommands().values().forEach(WhittleTest::everyHelp);
  }

  private int run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--server";
    all[arguments.length + 1] = server.address().toString();
    return execute(all);
  }

  private int execute(String... arguments) {
    return Whittle.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
