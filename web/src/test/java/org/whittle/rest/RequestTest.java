package org.whittle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.ImageState;

class RequestTest {
  @Test
  void aListHasFiftyRowsIfNothingElseIsAskedFor() {
    assertEquals(PageRequest.of(0, 50), new Paging().request());
  }

  @Test
  void aShortListIsPagedToo() {
    Paging paging = new Paging();
    paging.first = "1";
    paging.size = "1";

    assertEquals(new Page<>(List.of("b"), 3), paging.of(List.of("a", "b", "c")));
  }

  @Test
  void aPageThatIsNoneIsRefused() {
    Paging paging = new Paging();
    paging.first = "x";
    refused("cannot list: first is not a number: \"x\"", paging::request);
    paging.first = "-1";
    refused("cannot list: first must be 0 or more and size 1 to 500, got -1, 50", paging::request);
  }

  @Test
  void constantsAreReadInAnyCase() {
    assertEquals(ImageState.STALE, Required.constant(ImageState.class, "state", "stale"));
    refused(
        "cannot read the request: \"state\" cannot be \"old\"",
        () -> Required.constant(ImageState.class, "state", "old"));
  }

  @Test
  void whatIsMissingIsNamed() {
    refused(
        "cannot read the request: \"reason\" is missing", () -> Required.member("reason", null));
    List<@Nullable String> roles = Arrays.asList("viewer", null);
    refused(
        "cannot read the request: \"roles[]\" is missing", () -> Required.elements("roles", roles));
    refused("cannot read the request: it has no body", () -> Required.body(" "));
    refused("cannot read the request: \"from\" is missing", () -> Required.number("from", null));
    refused(
        "cannot read the request: \"from\" is not a number from 1 on: \"0\"",
        () -> Required.number("from", "0"));
  }

  private static void refused(String message, Executable request) {
    assertEquals(message, assertThrows(InvalidInput.class, request).getMessage());
  }
}
