package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.advisory.Severity;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Keeps which policies allow tests after publishing; to be called inside a transaction. */
@ApplicationScoped
public class StructureRules {
  @Inject private Sql sql;

  /** What each policy of rollouts says, by name; one that says nothing allows it never. */
  public List<StructureRule> all(int projectId) {
    return sql.list(
        "select p.name, p.label_name, p.label_value, coalesce(s.allowed, 'NEVER') as allowed,"
            + " s.from_severity from approval_policy p"
            + " left join policy_structure s on s.policy_id = p.id"
            + " where p.project_id = ? and p.channel = '' order by p.name",
        row ->
            new StructureRule(
                row.text("name"),
                row.text("label_name"),
                row.text("label_value"),
                row.word("allowed", StructureFirst.class),
                row.optionalText("from_severity").map(Severity::valueOf)),
        projectId);
  }

  /**
   * Keeps what a policy says.
   *
   * @throws NotFound if the project has no such policy of rollouts
   */
  public void keep(int projectId, String policy, StructureFirst allowed, Optional<Severity> from) {
    StructureRule rule = new StructureRule(policy, "", "", allowed, from);
    long id =
        sql.first(
                "select id from approval_policy where project_id = ? and name = ? and channel = ''",
                row -> row.number("id"),
                projectId,
                policy)
            .orElseThrow(() -> new NotFound("cannot find policy \"" + policy + "\" of rollouts"));
    sql.update(
        "insert into policy_structure (policy_id, allowed, from_severity) values (?, ?, ?)"
            + " on duplicate key update allowed = values(allowed),"
            + " from_severity = values(from_severity)",
        id,
        rule.allowed(),
        rule.from());
  }
}
