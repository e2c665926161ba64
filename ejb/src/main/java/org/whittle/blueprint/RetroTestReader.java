package org.whittle.blueprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.whittle.blueprint.Blueprint.RunConfig;

/**
 * Reads the tests of a blueprint: each is a command, an HTTP request or a TCP exchange, perhaps
 * with others before or beside it.
 */
final class RetroTestReader {
  private static final List<String> KEYS =
      List.of(
          "name", "timeout", "before", "beside", "alone", "run", "exit", "contains", "http", "tcp");
  private static final List<String> HTTP_KEYS = List.of("port", "path", "status", "contains");
  private static final List<String> TCP_KEYS = List.of("port", "send", "expect");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Problems problems;
  private final boolean hasProcess;
  private final RetroTestStage stage;

  RetroTestReader(Problems problems, RunConfig run) {
    this.problems = problems;
    this.hasProcess = !run.entryPoint().isEmpty() || !run.command().isEmpty();
    this.stage = new RetroTestStage(problems, hasProcess);
  }

  List<RetroTest> read(Section top) {
    List<RetroTest> tests = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : top.nodes("tests")) {
      Section section = Section.of(node, "a test", KEYS, problems);
      Optional<String> name =
          section.required("name", Values::testName, "Name it by what it shows, in a few words.");
      if (name.isPresent() && !names.add(name.get())) {
        problems.add(
            node, "cannot use test name \"" + name.get() + "\" twice", "Rename one of the two.");
      }
      Duration timeout = section.value("timeout", Values::duration).orElse(TIMEOUT);
      RetroTestStage.Parts parts = stage.read(section);
      read(section, name.orElse(""), timeout).map(parts::around).ifPresent(tests::add);
    }
    return tests;
  }

  private Optional<? extends RetroTest> read(Section test, String name, Duration timeout) {
    List<String> kinds = Stream.of("run", "http", "tcp").filter(test::has).toList();
    if (kinds.size() != 1) {
      problems.add(
          test.node(),
          "cannot use test \"" + name + "\": exactly one of run, http and tcp is expected",
          "Say what it does, such as \"run: [/usr/bin/app, --version]\".");
      return Optional.empty();
    }
    return switch (kinds.getFirst()) {
      case "run" -> Optional.of(command(test, name, timeout));
      case "http" -> service(test, "http", name).flatMap(node -> http(node, name, timeout));
      default -> service(test, "tcp", name).flatMap(node -> tcp(node, name, timeout));
    };
  }

  private RetroTest command(Section test, String name, Duration timeout) {
    List<String> command = test.list("run", Values::text);
    if (command.isEmpty()) {
      problems.add(
          test.find("run").orElse(test.node()),
          "cannot use test \"" + name + "\": it runs nothing",
          "List the program and its arguments.");
    }
    return new RetroTest.Command(
        name,
        timeout,
        List.copyOf(command),
        test.value("exit", Values::exit).orElse(0),
        test.value("contains", Values::text));
  }

  private Optional<Node> service(Section test, String kind, String name) {
    for (String key : List.of("exit", "contains")) {
      test.find(key)
          .ifPresent(
              node ->
                  problems.add(
                      node,
                      "cannot use \"" + key + "\" here: it belongs to a test with \"run\"",
                      kind.equals("http") ? "Put it below \"http\"." : "Use \"expect\"."));
    }
    if (!hasProcess) {
      problems.add(
          test.node(),
          "cannot use test \"" + name + "\": the image starts no process that could answer",
          "Say how it is started with \"image: {entrypoint: [...]}\".");
    }
    return test.find(kind);
  }

  private Optional<RetroTest> http(Node node, String name, Duration timeout) {
    Section http = Section.of(node, "\"http\"", HTTP_KEYS, problems);
    String path = http.value("path", Values::httpPath).orElse("/");
    int status = http.value("status", Values::status).orElse(200);
    Optional<String> contains = http.value("contains", Values::text);
    return port(http).map(port -> new RetroTest.Http(name, timeout, port, path, status, contains));
  }

  private Optional<RetroTest> tcp(Node node, String name, Duration timeout) {
    Section tcp = Section.of(node, "\"tcp\"", TCP_KEYS, problems);
    // Unlike an argument of a program, what goes over a connection may contain NUL.
    String send = tcp.value("send", text -> text).orElse("");
    Optional<String> expect =
        tcp.required("expect", text -> text, "Say what the answer must contain.");
    return port(tcp)
        .flatMap(port -> expect.map(e -> new RetroTest.Tcp(name, timeout, port, send, e)));
  }

  private Optional<Integer> port(Section section) {
    return section.required("port", Values::port, "Name the port on which the process listens.");
  }
}
