package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Severity;
import org.whittle.application.Page;
import org.whittle.application.approvals.ManagePolicies;
import org.whittle.application.approvals.PolicyView;
import org.whittle.application.approvals.ReadPolicies;
import org.whittle.approvals.StructureFirst;
import org.whittle.approvals.StructureRule;
import org.whittle.approvals.TestDemand;
import org.whittle.approvals.Tests;

/** How many must approve, and who may. */
@RequestScoped
@Path("/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PoliciesResource {
  @EJB private ReadPolicies read;
  @EJB private ManagePolicies manage;

  /**
   * What a policy is to say.
   *
   * @param label of the images that it speaks of; absent: all
   * @param value of the label; absent: any
   * @param quorum how many different people must approve
   * @param approvers names of those who may; absent: every approver
   * @param urgentFrom the severity from which one approval is enough; absent: never
   * @param channel the channel whose promotions it speaks of; absent: it speaks of rollouts
   */
  record Wanted(
      @Nullable String label,
      @Nullable String value,
      @Nullable Integer quorum,
      @Nullable List<String> approvers,
      @Nullable String urgentFrom,
      @Nullable String channel) {}

  /** All policies, by name. */
  @GET
  public Page<PolicyView> list(@BeanParam Paging paging) {
    return paging.of(read.all());
  }

  /** Which candidates each policy wants tested before anybody can approve. */
  @GET
  @Path("/tests")
  public List<TestDemand> tests() {
    return read.tests();
  }

  /**
   * Which candidates a policy is to want tested.
   *
   * @param tests {@code none}, {@code sample} or {@code all}
   * @param sample how many of each family; absent: one
   */
  record Demand(@Nullable String tests, @Nullable Integer sample) {}

  /** Says which candidates a policy wants tested before anybody can approve. */
  @PUT
  @Path("/{name}/tests")
  public void test(@PathParam("name") String name, Demand demand) {
    Demand given = Required.body(demand);
    manage.test(
        name,
        Required.constant(Tests.class, "tests", Required.member("tests", given.tests())),
        Objects.requireNonNullElse(given.sample(), 1));
  }

  /** Which policies of rollouts allow that versions are published before their tests. */
  @GET
  @Path("/structure")
  public List<StructureRule> structure() {
    return read.structureFirst();
  }

  /**
   * Whether a policy is to allow that versions are published before their tests.
   *
   * @param allowed {@code never}, {@code severe} or {@code always}
   * @param from the severity from which it is allowed, where that decides
   */
  record Allowance(@Nullable String allowed, @Nullable String from) {}

  /** Says whether a policy allows that versions are published before their tests. */
  @PUT
  @Path("/{name}/structure")
  public void structure(@PathParam("name") String name, Allowance allowance) {
    Allowance given = Required.body(allowance);
    manage.structureFirst(
        name,
        Required.constant(
            StructureFirst.class, "allowed", Required.member("allowed", given.allowed())),
        Optional.ofNullable(given.from())
            .map(word -> Required.constant(Severity.class, "from", word)));
  }

  /** One policy. */
  @GET
  @Path("/{name}")
  public PolicyView one(@PathParam("name") String name) {
    return read.policy(name);
  }

  /** Keeps a policy; one of the same name is replaced. */
  @PUT
  @Path("/{name}")
  public PolicyView keep(@PathParam("name") String name, Wanted wanted) {
    Wanted given = Required.body(wanted);
    manage.keep(
        new PolicyView(
            name,
            Objects.requireNonNullElse(given.label(), ""),
            Objects.requireNonNullElse(given.value(), ""),
            Required.member("quorum", given.quorum()),
            Required.elements(
                "approvers", Objects.requireNonNullElse(given.approvers(), List.<String>of())),
            Optional.ofNullable(given.urgentFrom())
                .map(word -> Required.constant(Severity.class, "urgentFrom", word)),
            Objects.requireNonNullElse(given.channel(), "")));
    return read.policy(name);
  }

  /** Removes a policy. */
  @DELETE
  @Path("/{name}")
  public void remove(@PathParam("name") String name) {
    manage.remove(name);
  }
}
