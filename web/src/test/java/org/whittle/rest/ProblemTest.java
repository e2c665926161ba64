package org.whittle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Denied;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

class ProblemTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new InvalidInput("cannot read a"), 400),
        Arguments.of(new Denied("cannot read a"), 403),
        Arguments.of(new NotFound("cannot read a"), 404),
        Arguments.of(new Conflict("cannot read a"), 409),
        Arguments.of(new Corrupted("cannot read a"), 502),
        Arguments.of(new Unavailable("cannot read a"), 503));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachKindOfFailureHasItsStatus(RuntimeException failure, int status) throws Exception {
    assertEquals(
        "{\"title\":\"cannot read a\",\"status\":" + status + "}",
        Json.mapper().writeValueAsString(Problem.of(failure).orElseThrow()));
  }

  @Test
  void theRemedyIsTold() throws Exception {
    Problem problem = Problem.of(new Conflict("cannot read a", "Try b", null)).orElseThrow();

    assertEquals(
        "{\"title\":\"cannot read a\",\"status\":409,\"remedy\":\"Try b\"}",
        Json.mapper().writeValueAsString(problem));
  }

  @Test
  void aFailureIsFoundBelowTheContainersExceptions() {
    Exception wrapped = new EJBException(new RuntimeException(new NotFound("cannot find a")));

    assertEquals(404, Problem.of(wrapped).orElseThrow().status());
  }

  @Test
  void whoMayNotIsToldSo() {
    assertEquals(
        Optional.of(
            new Problem(
                "cannot do this: your roles do not allow it",
                403,
                null,
                "Ask an administrator for the role that does")),
        Problem.of(new EJBAccessException("WFLYEJB0364")));
  }

  @Test
  void aFaultOfOursTellsNothingButAReference() throws Exception {
    assertEquals(Optional.empty(), Problem.of(new IllegalStateException("secret")));
    assertEquals(
        "{\"title\":\"cannot answer the request: an internal error\",\"status\":500,"
            + "\"detail\":\"The server's log tells more under reference 1234abcd\","
            + "\"remedy\":\"Tell your administrator the reference\"}",
        Json.mapper().writeValueAsString(Problem.unforeseen("1234abcd")));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void theServersOwnRefusalsAreWorded(int status, String title) {
    assertEquals(title, Problem.ofStatus(status).title());
  }

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of(400, "cannot read the request"),
        Arguments.of(404, "cannot find this address"),
        Arguments.of(405, "cannot use this method here"),
        Arguments.of(406, "cannot answer in the format asked for"),
        Arguments.of(415, "cannot read a body of this type"),
        Arguments.of(503, "cannot answer the request"));
  }
}
