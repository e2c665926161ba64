package org.whittle.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All operations of the interface for machines, as its own description lists them (OpenAPI), each
 * with a request that it can read, about something that does not exist.
 */
final class Operations {
  /** Things that no test makes. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "{id}", "999999999",
          "{number}", "999",
          "{name}", "absent",
          "{channel}", "dev",
          "{kind}", "oci");

  private static final String BLUEPRINT = "name: absent\npackages: [absent]\n";
  private static final String WINDOW =
      """
      {"name": "absent", "recurrence": "FREQ=DAILY", "first": "2026-01-01T02:00", "zone": "UTC",
       "minutes": 60}
      """;
  private static final String DECISION =
      "{\"plan\": \"%s\", \"comment\": \"no\"}".formatted("0".repeat(64));

  private static final String PROMOTION =
      "{\"subject\": \"%s\", \"comment\": \"no\"}".formatted("0".repeat(64));

  /** Bodies that can be read, by method and path. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "POST advisory-feeds",
              "{\"name\": \"absent\", \"format\": \"osv\", \"release\": \"Debian:12\"}"),
          Map.entry(
              "POST delegations",
              "{\"to\": \"absent\", \"until\": \"2099-01-01\", \"reason\": \"none\"}"),
          Map.entry("PUT policies/{name}", "{\"quorum\": 1}"),
          Map.entry(
              "PUT notifications/receivers/{name}",
              """
              {"kind": "webhook", "target": "http://127.0.0.1:1/", "events": ["trial"]}
              """),
          Map.entry("PUT notifications/settings", "{\"host\": \"\"}"),
          Map.entry("POST images", BLUEPRINT),
          Map.entry("POST previews", BLUEPRINT),
          Map.entry("PUT images/{name}/blueprint", BLUEPRINT),
          Map.entry("PUT rules/overlay", BLUEPRINT),
          Map.entry("POST rules/overlay/check", BLUEPRINT),
          Map.entry("POST rules/overlay/preview", BLUEPRINT),
          Map.entry("PUT images/{name}/channels/{channel}", "{\"version\": 1}"),
          Map.entry("POST images/{name}/channels/{channel}/rollback", "{\"reason\": \"none\"}"),
          Map.entry("POST windows", WINDOW),
          Map.entry("PUT windows/{id}", WINDOW),
          Map.entry(
              "POST windows/blackouts",
              """
              {"name": "absent", "from": "2026-01-01T02:00", "until": "2026-01-02T02:00",
               "zone": "UTC"}
              """),
          Map.entry("POST rollouts/{id}/rollback", "{\"reason\": \"none\"}"),
          Map.entry("POST rollouts/{id}/images/{name}/rollback", "{\"reason\": \"none\"}"),
          Map.entry(
              "POST images/{name}/holds", "{\"packageName\": \"absent\", \"reason\": \"none\"}"),
          Map.entry(
              "POST holds",
              """
              {"library": true, "packageName": "absent", "versions": "1", "reason": "none"}
              """),
          Map.entry("POST resolutions", "{\"packages\": [\"absent\"]}"),
          Map.entry(
              "POST resolutions/why", "{\"query\": {\"packages\": [\"a\"]}, \"name\": \"a\"}"),
          Map.entry(
              "POST resolutions/what-if",
              """
              {"query": {"packages": ["a"]}, "change": "dropped", "subject": "a"}
              """),
          Map.entry("POST rollouts", "{\"title\": \"none\", \"patches\": [999999999]}"),
          Map.entry("POST rollouts/drafts", "{\"title\": \"none\", \"patches\": [999999999]}"),
          Map.entry("POST rollouts/{id}/tests", "{\"all\": true}"),
          Map.entry("PUT policies/{name}/structure", "{\"allowed\": \"always\"}"),
          Map.entry("PUT policies/{name}/tests", "{\"tests\": \"all\"}"),
          Map.entry("POST rollouts/what-if", "{\"patches\": [999999999]}"),
          Map.entry("POST promotions/{id}/approve", PROMOTION),
          Map.entry("POST promotions/{id}/reject", PROMOTION),
          Map.entry("POST rollouts/{id}/approve", DECISION),
          Map.entry("POST rollouts/{id}/reject", DECISION),
          Map.entry(
              "POST sources",
              """
              {"name": "absent", "uri": "http://127.0.0.1:1/", "suite": "absent",
               "components": "main", "architecture": "amd64", "kind": "OTHER", "keyring": "none"}
              """),
          Map.entry("POST tokens", "{\"label\": \"test\", \"days\": 1}"),
          Map.entry(
              "POST users",
              """
              {"name": "absent", "password": "no password at all", "roles": ["viewer"]}
              """),
          Map.entry("PUT users/{name}/roles", "{\"roles\": [\"viewer\"]}"));

  private Operations() {}

  /** An operation: a method and a path with its parameters in braces. */
  record Operation(String method, String template) {
    /** Whether it changes nothing. */
    boolean reads() {
      return method.equals("GET");
    }

    /** Whether its path names a thing. */
    boolean names() {
      return template.contains("{");
    }

    /** Whether it takes a body. */
    boolean takesBody() {
      return BODIES.containsKey(toString());
    }

    /** Whether its body is JSON, not YAML. */
    boolean takesJson() {
      return takesBody() && !BLUEPRINT.equals(BODIES.get(toString()));
    }

    /** Asks, as this user, for things that do not exist. */
    Answer ask(Client client) {
      return ask(client, BODIES.getOrDefault(toString(), ""));
    }

    /** Asks with another body. */
    Answer ask(Client client, String body) {
      String type = !takesBody() ? "" : takesJson() ? Client.JSON : Client.YAML;
      String path = template;
      for (Map.Entry<String, String> absent : ABSENT.entrySet()) {
        path = path.replace(absent.getKey(), absent.getValue());
      }
      String query =
          path.endsWith("/why")
              ? "?path=/absent"
              : path.endsWith("/difference") ? "?from=1&to=2" : "";
      return client.send(method, path + query, type, body, "If-Match", "\"1\"");
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  /** All operations, by path and method. */
  static List<Operation> all() {
    Map<String, Operation> found = new TreeMap<>();
    JsonNode paths = Client.nobody().get("openapi?format=JSON").is(200).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          String template = path.getKey().replaceFirst("^/api/v1/", "");
                          found.put(
                              template + " " + method,
                              new Operation(method.toUpperCase(Locale.ROOT), template));
                        }));
    return List.copyOf(found.values());
  }

  /** Those that change something. */
  static Stream<Operation> writing() {
    return all().stream().filter(operation -> !operation.reads());
  }
}
