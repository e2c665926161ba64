package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/**
 * What the interface for machines answered.
 *
 * <p>An answer that says no must be a problem (RFC 9457) without a trace of what runs behind it:
 * each is checked for that where it is received.
 */
record Answer(String asked, int status, String type, String body) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern INNARDS =
      Pattern.compile(
          "\\bat [\\w.$/]+\\(|\\.java:\\d|\\w(Exception|Error)\\b|\\b(jakarta|java|com|org|io)\\."
              + "(ejb|lang|util|io|net|fasterxml|jboss|hibernate|mariadb|whittle|undertow)\\b");

  static Answer of(String asked, HttpResponse<String> response) {
    Answer answer =
        new Answer(
            asked,
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse(""),
            response.body());
    if (answer.status >= 400) {
      answer.requireProblem();
    }
    return answer;
  }

  private void requireProblem() {
    assertEquals("application/problem+json", type.replaceFirst(";.*", ""), this::toString);
    assertEquals(status, json().path("status").asInt(), this::toString);
    assertTrue(title().startsWith("cannot "), this::toString);
    assertFalse(INNARDS.matcher(body).find(), this::toString);
    assertTrue(status < 500 || status == 503, this::toString);
  }

  /** The body, whose status is this. */
  JsonNode is(int expected) {
    assertEquals(expected, status, this::toString);
    return json();
  }

  /** The answer says no: with this status and exactly these words. */
  void isProblem(int expected, String title) {
    assertEquals(expected + " " + title, status + " " + title(), this::toString);
  }

  /** What can be done about it; empty if the answer does not say. */
  String remedy() {
    return json().path("remedy").asText("");
  }

  private String title() {
    return json().path("title").asText("");
  }

  private JsonNode json() {
    if (body.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(toString(), e);
    }
  }

  @Override
  public String toString() {
    return asked + " gave " + status + " " + type + ": " + body;
  }
}
