package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.backup.ShippedSchema;
import org.whittle.client.Api;
import org.whittle.launcher.DataDatabase;
import org.whittle.launcher.Installation;
import org.whittle.launcher.RestoredFolder;

/**
 * A database that the release before has filled becomes that of this one when the server starts on
 * it, and has all its rows then.
 *
 * <p>The dump is what tests of nights, policies, rules, windows, roll-backs and advisories left at
 * schema 13: rows in 54 tables. A release takes its own with {@code whittle backup}.
 */
class MigrationIT {
  private static final String DUMP = "schema-13.sql.zst";
  private static final int SCHEMA = 13;

  /** Of the first administrator in the dump. */
  private static final String PASSWORD = "fmije5zpnuzcp9wizqk7";

  /** The server's own, and what changes while it starts and somebody logs in. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "JBOSS_EJB_TIMER",
          "JOB_EXECUTION",
          "JOB_INSTANCE",
          "PARTITION_EXECUTION",
          "STEP_EXECUTION",
          "flyway_schema_history",
          "audit_head",
          "job_run",
          "api_token");

  @Test
  void aFilledDatabaseOfTheReleaseBefore() throws Exception {
    Path data = RunningWhittle.fresh("released-data");
    Filled before = fill(data);
    assertTrue(before.rows().size() > 1000, () -> before.rows().size() + " rows");

    try (Installation installation = RunningWhittle.on(data)) {
      String token =
          Api.issueToken(installation.address(), "admin", PASSWORD, "migrated", 1)
              .path("secret")
              .asText();
      Api administrator = Api.withToken(installation.address(), token);
      assertServes(administrator, before);
    }

    try (DataDatabase database = DataDatabase.of(RunningWhittle.mariadb(), data)) {
      assertEquals(ShippedSchema.newest(), database.schema());
      Set<String> after = new HashSet<>(database.query(asNow(before.select())));
      assertEquals(List.of(), before.rows().stream().filter(row -> !after.contains(row)).toList());
    }
    RunningWhittle.fresh("released-data");
  }

  /** What the old tables had, and the statements that give it: table and columns, of each row. */
  private record Filled(String select, List<String> rows) {
    int count(String table) {
      return (int) rows.stream().filter(row -> row.startsWith(table + "|")).count();
    }
  }

  /** Loads the dump. */
  private static Filled fill(Path data) throws IOException {
    try (RestoredFolder folder = RestoredFolder.begin(data);
        DataDatabase database = folder.newDatabase(RunningWhittle.mariadb())) {
      Path sql = Files.createTempFile("released", ".sql");
      try (InputStream packed =
              Objects.requireNonNull(MigrationIT.class.getResourceAsStream(DUMP), DUMP);
          InputStream plain = new ZstdInputStream(packed)) {
        Files.write(sql, plain.readAllBytes());
        database.load(sql);
      } finally {
        Files.delete(sql);
      }
      assertEquals(SCHEMA, database.schema());
      String select = select(database);
      List<String> rows = database.query(select);
      folder.finish();
      return new Filled(select, rows);
    }
  }

  /** The statement for columns that have other names or words by now. */
  private static String asNow(String select) {
    // "1.2" of a hold is "= 1.2", since it may be a range.
    String held = "hex(`held_version`)";
    assertTrue(select.contains(held), select);
    return select.replace(held, "hex(substr(`versions`, 3))");
  }

  /** A statement for each table, with the columns that it has now. */
  private static String select(DataDatabase database) {
    Map<String, String> columns =
        database
            .query(
                "select table_name, concat('coalesce(hex(`', column_name, '`), \"-\")')"
                    + " from information_schema.columns where table_schema = database()"
                    + " order by table_name, ordinal_position")
            .stream()
            .map(line -> line.split("\t"))
            .filter(pair -> !NOT_OURS.contains(pair[0]))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> pair[1], (a, b) -> a + ", " + b, TreeMap::new));
    return columns.entrySet().stream()
        .map(
            table ->
                "select concat_ws('|', '%1$s', %2$s) from `%1$s`"
                    .formatted(table.getKey(), table.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** What the old rows say can be seen. */
  private static void assertServes(Api administrator, Filled before) {
    assertEquals(before.count("image"), administrator.get("images?size=1").path("total").asInt());
    assertEquals(
        before.count("rollout"), administrator.get("rollouts?size=1").path("total").asInt());
    for (JsonNode rollout : administrator.get("rollouts?size=100").path("rows")) {
      JsonNode page = administrator.get(Api.path("rollouts", rollout.path("id").asLong()));
      assertTrue(page.at("/plan/lines").isArray(), page::toString);
    }
    JsonNode chain = administrator.get("audit/chain");
    assertTrue(chain.path("intact").asBoolean(), chain::toString);
  }
}
