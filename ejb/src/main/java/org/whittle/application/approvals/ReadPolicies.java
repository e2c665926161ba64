package org.whittle.application.approvals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Policies;
import org.whittle.approvals.Policy;
import org.whittle.approvals.StructureRule;
import org.whittle.approvals.StructureRules;
import org.whittle.approvals.TestDemand;
import org.whittle.approvals.TestDemands;
import org.whittle.library.Channels;

/** Reads policies and delegations. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPolicies {
  @Inject private Policies policies;
  @Inject private TestDemands demands;
  @Inject private StructureRules structure;
  @Inject private Delegations delegations;
  @Inject private Caller caller;

  /** All policies, by name. */
  public List<PolicyView> all() {
    return policies.all(caller.project()).stream().map(ReadPolicies::view).toList();
  }

  /** One policy. */
  public PolicyView policy(String name) {
    return view(policies.policy(caller.project(), name));
  }

  /** Which candidates each policy wants tested, by its name. */
  public List<TestDemand> tests() {
    return demands.all(caller.project());
  }

  /** Which policies of rollouts allow that versions are published before their tests, by name. */
  public List<StructureRule> structureFirst() {
    return structure.all(caller.project());
  }

  /** The channels that a policy can protect. */
  public List<String> channels() {
    return Channels.PROMOTED;
  }

  /** The delegations that are in force. */
  public List<DelegationView> delegations() {
    return delegations.inForce(caller.project()).stream()
        .map(
            one ->
                new DelegationView(
                    one.id(),
                    one.from(),
                    one.to(),
                    one.until(),
                    one.reason(),
                    one.from().equals(caller.name())))
        .toList();
  }

  private static PolicyView view(Policy policy) {
    return new PolicyView(
        policy.name(),
        policy.label(),
        policy.value(),
        policy.quorum(),
        policy.approvers().stream().sorted().toList(),
        policy.urgentFrom(),
        policy.channel());
  }
}
