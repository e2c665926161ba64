package org.whittle.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.whittle.application.registry.PullImage;
import org.whittle.application.registry.Pulled;
import org.whittle.application.registry.Referrer;
import org.whittle.application.registry.Tags;
import org.whittle.kernel.Digest;

/** The answers to requests that are written right; HEAD gets all but the body. */
record Answers(PullImage pull, HttpServletRequest request, HttpServletResponse response) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final int MOST_TAGS = 1000;

  /** This is a registry of version 2. */
  void base() throws IOException {
    send("application/json", "{}".getBytes(StandardCharsets.US_ASCII));
  }

  /** A manifest, if the client reads its kind. */
  void manifest(String name, String reference) throws IOException {
    Optional<Pulled> found = pull.manifest(name, reference);
    if (found.isEmpty()) {
      RegistryError.MANIFEST_UNKNOWN.send(
          request, response, "cannot find " + name + ":" + reference + " in this registry");
    } else if (!isAccepted(found.get().mediaType())) {
      RegistryError.MANIFEST_UNKNOWN.send(
          request,
          response,
          "cannot give " + name + ":" + reference + ": it is an OCI image, which is not accepted");
    } else {
      // A tag may move; a digest never does.
      content(found.get(), reference.startsWith("sha256:"));
    }
  }

  /** Who does not say what they read, reads everything (RFC 9110, section 12.5.1). */
  private boolean isAccepted(String mediaType) {
    List<String> accepted =
        Collections.list(request.getHeaders("Accept")).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(range -> range.replaceFirst(";.*", "").strip())
            .filter(range -> !range.isEmpty())
            .toList();
    return accepted.isEmpty()
        || accepted.stream()
            .anyMatch(
                range ->
                    range.equals(mediaType)
                        || range.equals("*/*")
                        || range.equals("application/*"));
  }

  /** A blob, or a part of it; there is none without a digest. */
  void blob(String name, Optional<Digest> digest) throws IOException {
    Optional<Pulled> found = digest.flatMap(wanted -> pull.blob(name, wanted));
    if (found.isEmpty()) {
      RegistryError.BLOB_UNKNOWN.send(request, response, "cannot find this blob in " + name);
    } else {
      content(found.get(), true);
    }
  }

  private void content(Pulled pulled, boolean immutable) throws IOException {
    String tag = '"' + pulled.digest().toString() + '"';
    response.setHeader("Docker-Content-Digest", pulled.digest().toString());
    response.setHeader("ETag", tag);
    response.setHeader(
        "Cache-Control", immutable ? "private, max-age=31536000, immutable" : "private, no-cache");
    response.setHeader("Accept-Ranges", "bytes");
    if (isKnown(tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    String rangeOf = request.getHeader("If-Range");
    Optional<Span> wanted =
        rangeOf == null || rangeOf.equals(tag)
            ? Span.of(request.getHeader("Range"), pulled.size())
            : Optional.empty();
    if (wanted.isPresent() && wanted.get().length() == 0) {
      response.setHeader("Content-Range", "bytes */" + pulled.size());
      response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      return;
    }
    response.setContentType(pulled.mediaType());
    Span span = wanted.orElse(new Span(0, pulled.size()));
    if (wanted.isPresent()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader("Content-Range", span.contentRange(pulled.size()));
    }
    response.setContentLengthLong(span.length());
    if (!request.getMethod().equals("HEAD")) {
      copy(pulled, span);
    }
  }

  private void copy(Pulled pulled, Span span) throws IOException {
    byte[] buffer = new byte[1 << 16];
    OutputStream out = response.getOutputStream();
    try (InputStream content = pulled.content().open(span.first())) {
      boolean whole = span.length() == pulled.size();
      long left = span.length();
      while (left > 0) {
        int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException("the blob ends before its size");
        }
        left -= n;
        if (left == 0 && whole) {
          // The store verifies at the end: what is wrong must not arrive as if it were whole.
          content.read();
        }
        out.write(buffer, 0, n);
      }
    }
  }

  /** RFC 9110, section 13.1.2. */
  private boolean isKnown(String tag) {
    String known = request.getHeader("If-None-Match");
    return known != null
        && Arrays.stream(known.split(","))
            .map(t -> t.strip().replaceFirst("^W/", ""))
            .anyMatch(t -> t.equals("*") || t.equals(tag));
  }

  /** Tags, some at a time (OCI distribution-spec 1.1, "Listing Tags"). */
  void tags(String name) throws IOException {
    String last = Optional.ofNullable(request.getParameter("last")).orElse("");
    int limit = limit(request.getParameter("n"));
    Tags tags = pull.tags(name, last, limit);
    if (tags.more() && !tags.tags().isEmpty()) {
      response.setHeader(
          "Link",
          "</v2/"
              + name
              + "/tags/list?n="
              + limit
              + "&last="
              + URLEncoder.encode(tags.tags().getLast(), StandardCharsets.UTF_8)
              + ">; rel=\"next\"");
    }
    ObjectNode body = JSON.createObjectNode().put("name", name);
    tags.tags().forEach(body.putArray("tags")::add);
    send("application/json", JSON.writeValueAsBytes(body));
  }

  /** What is no number counts as not given. */
  private static int limit(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}")
        ? Math.min(Integer.parseInt(text), MOST_TAGS)
        : MOST_TAGS;
  }

  /** What refers to a manifest (OCI distribution-spec 1.1, "Listing Referrers"). */
  void referrers(String name, Optional<Digest> digest) throws IOException {
    String type = request.getParameter("artifactType");
    ObjectNode body = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode manifests = body.putArray("manifests");
    for (Referrer referrer : digest.map(d -> pull.referrers(name, d)).orElse(List.of())) {
      if (type == null || type.equals(referrer.artifactType())) {
        manifests
            .addObject()
            .put("mediaType", referrer.mediaType())
            .put("digest", referrer.digest().toString())
            .put("size", referrer.size())
            .put("artifactType", referrer.artifactType());
      }
    }
    if (type != null) {
      response.setHeader("OCI-Filters-Applied", "artifactType");
    }
    send(INDEX, JSON.writeValueAsBytes(body));
  }

  private void send(String type, byte[] body) throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
