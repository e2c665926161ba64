package org.whittle.application.approvals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.TreeSet;
import org.whittle.access.Directory;
import org.whittle.advisory.Severity;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Policies;
import org.whittle.approvals.Policy;
import org.whittle.approvals.StructureFirst;
import org.whittle.approvals.StructureRules;
import org.whittle.approvals.TestDemands;
import org.whittle.approvals.Tests;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Channels;

/** Says how many must approve, and who may. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ManagePolicies {
  @Inject private Policies policies;
  @Inject private TestDemands demands;
  @Inject private StructureRules structure;
  @Inject private Directory users;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Keeps a policy; one of the same name is replaced. It holds for every decision from now on.
   *
   * @throws InvalidInput if it cannot be satisfied, or names somebody who is not known
   */
  public void keep(PolicyView wanted) {
    Policy policy =
        new Policy(
            wanted.name(),
            wanted.label(),
            wanted.value(),
            wanted.quorum(),
            new TreeSet<>(wanted.approvers()),
            wanted.urgentFrom(),
            wanted.channel());
    requireProtectable(policy);
    for (String name : policy.approvers()) {
      if (users.find(name).isEmpty()) {
        throw new InvalidInput(
            "cannot keep policy " + policy.name() + ": there is no user \"" + name + "\"");
      }
    }
    policies.keep(caller.project(), policy);
    audited.record("keep policy", "policy " + policy.name(), told(policy));
  }

  /** Says which candidates a policy wants tested before anybody can approve. */
  public void test(String name, Tests tests, int sample) {
    demands.keep(caller.project(), name, tests, sample);
    audited.record(
        "keep policy",
        "policy " + name,
        switch (tests) {
          case NONE -> "no candidate is tested before";
          case SAMPLE -> sample + " of each family are tested before";
          case ALL -> "all candidates are tested before";
        });
  }

  /** Says whether a policy allows that versions are published before their tests. */
  public void structureFirst(String name, StructureFirst allowed, Optional<Severity> from) {
    structure.keep(caller.project(), name, allowed, from);
    audited.record(
        "keep policy",
        "policy " + name,
        switch (allowed) {
          case NEVER -> "tests come before publishing";
          case SEVERE ->
              "tests may come after publishing from severity " + from.map(Enum::name).orElse("");
          case ALWAYS -> "tests may come after publishing";
        });
  }

  private static void requireProtectable(Policy policy) {
    if (!policy.channel().isEmpty() && !Channels.PROMOTED.contains(policy.channel())) {
      throw new InvalidInput(
          "cannot keep policy "
              + policy.name()
              + ": channel \""
              + policy.channel()
              + "\" cannot be protected",
          "Name one of "
              + String.join(", ", Channels.PROMOTED)
              + "; "
              + Channels.DEV
              + " follows every version that passed",
          null);
    }
  }

  private static String told(Policy policy) {
    return policy.quorum()
        + " of "
        + (policy.approvers().isEmpty()
            ? "all approvers"
            : String.join(", ", new TreeSet<>(policy.approvers())))
        + (policy.channel().isEmpty() ? "" : " for promotions to " + policy.channel())
        + (policy.label().isEmpty() ? "" : " for " + policy.label() + "=" + policy.value())
        + policy.urgentFrom().map(from -> ", one from severity " + from).orElse("");
  }

  /** Removes a policy. */
  public void remove(String name) {
    policies.remove(caller.project(), name);
    audited.record("remove policy", "policy " + name, "");
  }
}
