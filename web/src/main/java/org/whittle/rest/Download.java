package org.whittle.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.Artifact;

/** Answers a download: whole, one range of it, or that the client has it already. */
final class Download {
  private Download() {}

  static Response of(
      Artifact artifact, @Nullable String known, @Nullable String rangeOf, @Nullable String range) {
    String tag = quoted(artifact.etag());
    if (isKnown(known, tag)) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    Optional<ByteRange> wanted =
        artifact.size().isPresent() && (rangeOf == null || rangeOf.strip().equals(tag))
            ? ByteRange.of(range, artifact.size().getAsLong())
            : Optional.empty();
    return wanted.map(r -> part(artifact, tag, r)).orElseGet(() -> whole(artifact, tag));
  }

  private static Response whole(Artifact artifact, String tag) {
    Response.ResponseBuilder answer = headers(Response.ok(content(artifact)), artifact, tag);
    artifact.size().ifPresent(size -> answer.header(HttpHeaders.CONTENT_LENGTH, size));
    return answer.build();
  }

  private static Response part(Artifact artifact, String tag, ByteRange range) {
    long size = artifact.size().orElseThrow();
    if (range.length() == 0) {
      return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header("Content-Range", "bytes */" + size)
          .build();
    }
    StreamingOutput content = out -> artifact.content().writeTo(new RangeOutput(out, range));
    return headers(Response.status(Response.Status.PARTIAL_CONTENT).entity(content), artifact, tag)
        .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + size)
        .header(HttpHeaders.CONTENT_LENGTH, range.length())
        .build();
  }

  private static StreamingOutput content(Artifact artifact) {
    return out -> artifact.content().writeTo(out);
  }

  private static Response.ResponseBuilder headers(
      Response.ResponseBuilder answer, Artifact artifact, String tag) {
    return answer
        .type(artifact.mediaType())
        .header(HttpHeaders.ETAG, tag)
        .header("Accept-Ranges", artifact.size().isPresent() ? "bytes" : "none")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\""
                + artifact.fileName().replaceAll("[^A-Za-z0-9._-]", "_")
                + '"');
  }

  /** Whether {@code If-None-Match} names the tag (RFC 9110, section 13.1.2). */
  static boolean isKnown(@Nullable String header, String tag) {
    return header != null
        && List.of(header.strip().split("\\s*,\\s*")).stream()
            .anyMatch(t -> t.equals("*") || t.replaceFirst("^W/", "").equals(tag));
  }

  private static String quoted(String etag) {
    return etag.startsWith("\"") ? etag : '"' + etag + '"';
  }
}
