package org.whittle.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.kernel.InvalidInput;

/** The query parameters of every paged list. */
public class Paging {
  /** Offset of the first row, from 0. */
  @QueryParam("first")
  @DefaultValue("0")
  String first = "0";

  /** Rows wanted, 1 to 500. */
  @QueryParam("size")
  @DefaultValue("50")
  String size = "50";

  /** Name of the column to sort by; empty: the list's own order. */
  @QueryParam("sort")
  @DefaultValue("")
  String sort = "";

  /** Whether the order is reversed. */
  @QueryParam("descending")
  @DefaultValue("false")
  boolean descending;

  /** The request for the use case. */
  PageRequest request() {
    return new PageRequest(number("first", first), number("size", size), sort, descending);
  }

  /** The rows wanted of a list that is short and there as a whole. */
  <T> Page<T> of(List<T> all) {
    PageRequest wanted = request();
    int from = Math.min(wanted.first(), all.size());
    int to = Math.min(from + wanted.size(), all.size());
    return new Page<>(all.subList(from, to), all.size());
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInput("cannot list: " + name + " is not a number: \"" + text + "\"", e);
    }
  }
}
