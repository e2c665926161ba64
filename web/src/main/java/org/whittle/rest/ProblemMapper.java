package org.whittle.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Turns whatever a resource throws into a {@link Problem}; a caller never sees a stack trace. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    Optional<Problem> foreseen = Problem.of(thrown);
    if (foreseen.isPresent()) {
      return response(Response.status(foreseen.get().status()), foreseen.get());
    }
    if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() != 500) {
      Response answer = http.getResponse();
      return answer.hasEntity() || answer.getStatus() < 400
          ? answer
          : response(Response.fromResponse(answer), Problem.ofStatus(answer.getStatus()));
    }
    String reference = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    LOG.log(System.Logger.Level.ERROR, "request failed, reference " + reference, thrown);
    return response(Response.serverError(), Problem.unforeseen(reference));
  }

  private static Response response(Response.ResponseBuilder builder, Problem problem) {
    return builder.type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
