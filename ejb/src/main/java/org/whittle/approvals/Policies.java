package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Severity;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Keeps the policies of a project; to be called inside a transaction. */
@ApplicationScoped
public class Policies {
  @Inject private Sql sql;

  private record Stored(
      long id,
      String name,
      String label,
      String value,
      int quorum,
      Optional<Severity> urgentFrom,
      String channel) {}

  /** All policies, by name. */
  public List<Policy> all(int projectId) {
    return stored(projectId, "%").stream().map(this::policy).toList();
  }

  /**
   * The policy with the name.
   *
   * @throws NotFound if the project has none
   */
  public Policy policy(int projectId, String name) {
    return policy(find(projectId, name));
  }

  /** Keeps a policy; one of the same name is replaced. */
  public void keep(int projectId, Policy policy) {
    sql.update(
        "insert into approval_policy (project_id, name, label_name, label_value, quorum,"
            + " urgent_from, channel) values (?, ?, ?, ?, ?, ?, ?) on duplicate key update"
            + " label_name = values(label_name), label_value = values(label_value),"
            + " quorum = values(quorum), urgent_from = values(urgent_from),"
            + " channel = values(channel)",
        projectId,
        policy.name(),
        policy.label(),
        policy.value(),
        policy.quorum(),
        policy.urgentFrom(),
        policy.channel());
    long id = find(projectId, policy.name()).id();
    sql.update("delete from policy_approver where policy_id = ?", id);
    sql.batch(
        "insert into policy_approver (policy_id, user_name) values (?, ?)",
        new TreeSet<>(policy.approvers())
            .stream().map(user -> new @Nullable Object[] {id, user}).toList());
  }

  /** Removes a policy. */
  public void remove(int projectId, String name) {
    long id = find(projectId, name).id();
    sql.update("delete from policy_approver where policy_id = ?", id);
    sql.update("delete from approval_policy where id = ?", id);
  }

  private Stored find(int projectId, String name) {
    return stored(projectId, name).stream()
        .filter(stored -> stored.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFound("cannot find policy \"" + name + "\""));
  }

  private List<Stored> stored(int projectId, String name) {
    return sql.list(
        "select id, name, label_name, label_value, quorum, urgent_from, channel from"
            + " approval_policy"
            + " where project_id = ? and (? = '%' or name = ?) order by name",
        row ->
            new Stored(
                row.number("id"),
                row.text("name"),
                row.text("label_name"),
                row.text("label_value"),
                row.integer("quorum"),
                row.optionalText("urgent_from").map(Severity::valueOf),
                row.text("channel")),
        projectId,
        name,
        name);
  }

  private Policy policy(Stored stored) {
    Set<String> approvers =
        new HashSet<>(
            sql.list(
                "select user_name from policy_approver where policy_id = ?",
                row -> row.text("user_name"),
                stored.id()));
    return new Policy(
        stored.name(),
        stored.label(),
        stored.value(),
        stored.quorum(),
        approvers,
        stored.urgentFrom(),
        stored.channel());
  }
}
