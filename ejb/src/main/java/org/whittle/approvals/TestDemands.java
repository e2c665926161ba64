package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Keeps which candidates policies want tested; to be called inside a transaction. */
@ApplicationScoped
public class TestDemands {
  @Inject private Sql sql;

  /** What each policy wants, by name; one that says nothing wants none. */
  public List<TestDemand> all(int projectId) {
    return sql.list(
        "select p.name, p.label_name, p.label_value, coalesce(t.tests, 'NONE') as tests,"
            + " coalesce(t.sample, 1) as sample from approval_policy p"
            + " left join policy_tests t on t.policy_id = p.id"
            + " where p.project_id = ? order by p.name",
        row ->
            new TestDemand(
                row.text("name"),
                row.text("label_name"),
                row.text("label_value"),
                row.word("tests", Tests.class),
                row.integer("sample")),
        projectId);
  }

  /**
   * Keeps what a policy wants.
   *
   * @throws NotFound if the project has no such policy
   */
  public void keep(int projectId, String policy, Tests tests, int sample) {
    TestDemand wanted = new TestDemand(policy, "", "", tests, sample);
    long id =
        sql.first(
                "select id from approval_policy where project_id = ? and name = ?",
                row -> row.number("id"),
                projectId,
                policy)
            .orElseThrow(() -> new NotFound("cannot find policy \"" + policy + "\""));
    sql.update(
        "insert into policy_tests (policy_id, tests, sample) values (?, ?, ?)"
            + " on duplicate key update tests = values(tests), sample = values(sample)",
        id,
        wanted.tests(),
        wanted.sample());
  }
}
