package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Columns for people: each takes a value out of a JSON row by its pointer (RFC 6901). */
final class Table {
  private record Column(String header, boolean right, Function<JsonNode, String> cell) {}

  private final List<Column> columns = new ArrayList<>();

  private Table() {}

  /** A table without columns yet. */
  static Table of() {
    return new Table();
  }

  Table text(String header, String pointer) {
    return add(header, false, row -> Cells.text(row.at(pointer)));
  }

  Table word(String header, String pointer) {
    return add(header, false, row -> Cells.word(Cells.text(row.at(pointer))));
  }

  Table number(String header, String pointer) {
    return add(header, true, row -> Cells.text(row.at(pointer)));
  }

  Table bytes(String header, String pointer) {
    return add(header, true, row -> Cells.bytes(row.at(pointer).asLong()));
  }

  Table time(String header, String pointer) {
    return add(header, false, row -> Cells.time(row.at(pointer), ZoneId.systemDefault()));
  }

  private Table add(String header, boolean right, Function<JsonNode, String> cell) {
    columns.add(new Column(header, right, cell));
    return this;
  }

  /** Prints a header and a line for each row; says so where there is none. */
  void print(JsonNode rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("none");
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::header).toList());
    rows.forEach(row -> lines.add(columns.stream().map(c -> c.cell().apply(row)).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    lines.forEach(line -> out.println(line(line, widths)));
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blank = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ")
          .append(columns.get(i).right() ? blank + cells.get(i) : cells.get(i) + blank);
    }
    return line.toString().stripTrailing();
  }
}
