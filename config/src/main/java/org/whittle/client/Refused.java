package org.whittle.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the server answered instead of doing what was asked (RFC 9457). */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String detail;
  private final String remedy;

  /** A refusal in the server's words; detail and remedy may be empty. */
  public Refused(int status, String title, String detail, String remedy) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.remedy = remedy;
  }

  /** The refusal that a body tells; the status alone if the body is none. */
  static Refused of(int status, JsonNode problem) {
    String title = problem.path("title").asText("");
    return new Refused(
        status,
        title.isEmpty() ? "cannot do this: the server answers " + status : title,
        problem.path("detail").asText(""),
        problem.path("remedy").asText(""));
  }

  /** The status of the answer (RFC 9110, section 15). */
  public int status() {
    return status;
  }

  /** The title: "cannot X: Y". */
  public String title() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** More about it. */
  public Optional<String> detail() {
    return Optional.of(detail).filter(text -> !text.isEmpty());
  }

  /** What can be done about it. */
  public Optional<String> remedy() {
    return Optional.of(remedy).filter(text -> !text.isEmpty());
  }
}
