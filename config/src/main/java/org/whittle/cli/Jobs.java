package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** How jobs are shown. */
final class Jobs {
  private static final Table ITEMS =
      Table.of().text("SUBJECT", "/subject").word("STATE", "/state").text("MESSAGE", "/message");

  private Jobs() {}

  /** Prints the items of a job, if it has any. */
  static void items(JsonNode page, PrintWriter out) {
    if (!page.path("items").isEmpty()) {
      ITEMS.print(page.path("items"), out);
    }
  }
}
