package org.whittle.rest;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The answers that several resources give. */
final class Answers {
  private Answers() {}

  /** A job that was started, and where it can be watched. */
  record Started(long job) {}

  /** What was created, by its number. */
  record Created(long id) {}

  /** 202: long work has begun. */
  static Response started(long job) {
    return Response.accepted(new Started(job)).location(at("jobs", String.valueOf(job))).build();
  }

  /** 201 with the number of what was created. */
  static Response created(String noun, long id) {
    return created(new Created(id), noun, String.valueOf(id));
  }

  /** 201 with what was created. */
  static Response created(Object value, String... path) {
    return Response.created(at(path)).entity(value).build();
  }

  private static URI at(String... path) {
    StringBuilder address = new StringBuilder(RestApplication.PATH);
    for (String segment : path) {
      String encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
      address.append('/').append(encoded);
    }
    return URI.create(address.toString());
  }
}
