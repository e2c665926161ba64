package org.whittle.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ejb.EJBAccessException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/**
 * What went wrong, as a body (RFC 9457, section 3).
 *
 * @param title the failure's own words, "cannot X: Y"
 * @param detail more about it, such as the reference under which the log has the cause
 * @param remedy what the caller can do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String title, int status, @Nullable String detail, @Nullable String remedy) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** The problem that a failure is, wherever in the chain of causes it stands. */
  static Optional<Problem> of(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof Failure failure) {
        return Optional.of(of(failure));
      }
      if (at instanceof EJBAccessException) {
        return Optional.of(denied());
      }
    }
    return Optional.empty();
  }

  private static Problem of(Failure failure) {
    int status =
        switch (failure) {
          case InvalidInput invalid -> 400;
          case Denied denied -> 403;
          case NotFound notFound -> 404;
          case Conflict conflict -> 409;
          case Unavailable unavailable -> 503;
          case Corrupted corrupted -> 502;
        };
    return new Problem(failure.getMessage(), status, null, failure.remedy().orElse(null));
  }

  private static Problem denied() {
    return new Problem(
        "cannot do this: your roles do not allow it",
        403,
        null,
        "Ask an administrator for the role that does");
  }

  /** What the server itself says to a request that no use case has seen. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 ->
          new Problem(
              "cannot find this address",
              404,
              null,
              "All addresses are in " + RestApplication.PATH + "/openapi");
      case 405 ->
          new Problem("cannot use this method here", 405, null, "The header Allow names others");
      case 406 ->
          new Problem("cannot answer in the format asked for", 406, null, "Accept JSON or */*");
      case 415 ->
          new Problem(
              "cannot read a body of this type",
              415,
              null,
              "Send application/json, or application/yaml for a blueprint");
      default ->
          new Problem(
              status < 500 ? "cannot read the request" : "cannot answer the request",
              status,
              null,
              null);
    };
  }

  /** A fault of ours: the log has its cause under the reference. */
  static Problem unforeseen(String reference) {
    return new Problem(
        "cannot answer the request: an internal error",
        500,
        "The server's log tells more under reference " + reference,
        "Tell your administrator the reference");
  }
}
