package org.whittle.login;

import java.util.List;

/** The parts of the application, by path, and how one shows who one is there. */
enum Area {
  /** For everybody: the login page, styles, scripts, health. */
  OPEN,
  /** Pages for people: a session that began with the login form. */
  PAGES,
  /** The interface for machines: bearer tokens; never a login page. */
  API,
  /** The registry: basic authentication or bearer tokens, with a challenge. */
  REGISTRY;

  private static final List<String> OPEN_PATHS =
      List.of("/login.xhtml", "/health", "/favicon.ico", "/favicon.svg", "/api/v1/openapi");
  private static final List<String> OPEN_PREFIXES =
      List.of("/jakarta.faces.resource/", "/resources/", "/error/");

  /** The part that a path, without the context's, belongs to. */
  static Area of(String path) {
    if (OPEN_PATHS.contains(path) || OPEN_PREFIXES.stream().anyMatch(path::startsWith)) {
      return OPEN;
    }
    if (path.equals("/api") || path.startsWith("/api/")) {
      return API;
    }
    return path.equals("/v2") || path.startsWith("/v2/") ? REGISTRY : PAGES;
  }
}
