package org.whittle.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answers to what cannot be given (OCI distribution-spec 1.1, "Error Codes"). */
enum RegistryError {
  BLOB_UNKNOWN(404),
  MANIFEST_UNKNOWN(404),
  NAME_UNKNOWN(404),
  NAME_INVALID(400),
  DIGEST_INVALID(400),
  DENIED(403),
  UNSUPPORTED(405),
  /** Not of the specification: the store or the database fails. */
  UNAVAILABLE(503);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int status;

  RegistryError(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The body, with a message that people read. */
  byte[] body(String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("errors").addObject().put("code", name()).put("message", message);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Sends it; to HEAD without its body. */
  void send(HttpServletRequest request, HttpServletResponse response, String message)
      throws IOException {
    byte[] body = body(message);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    // Or the container would put a page of its own in place of what is not sent yet.
    response.flushBuffer();
  }
}
