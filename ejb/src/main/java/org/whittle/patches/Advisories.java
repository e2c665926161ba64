package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.advisory.Severity;
import org.whittle.database.Sql;

/** Reads what patches are known to mend. */
@ApplicationScoped
public class Advisories {
  @Inject private Sql sql;

  /**
   * A vulnerability that a patch mends.
   *
   * @param feed the feed that says so; empty: the package's changelog
   * @param summary one line; may be empty
   */
  public record Mended(String name, Severity severity, String summary, Optional<String> feed) {}

  /** What a patch mends, the gravest first; what several say is there several times. */
  public List<Mended> of(long patchId) {
    return sql.list(
        "select a.name, a.severity, a.summary, f.name as feed from patch_advisory a"
            + " left join advisory_feed f on f.id = a.feed_id where a.patch_id = ? order by "
            + Severities.RANK
            + " desc, a.name, f.name",
        row ->
            new Mended(
                row.text("name"),
                row.word("severity", Severity.class),
                row.text("summary"),
                row.optionalText("feed")),
        patchId);
  }
}
