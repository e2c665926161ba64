package org.whittle.portal.approvals;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Severity;
import org.whittle.application.approvals.ManagePolicies;
import org.whittle.application.approvals.PolicyView;
import org.whittle.application.approvals.ReadPolicies;
import org.whittle.approvals.StructureFirst;
import org.whittle.approvals.StructureRule;
import org.whittle.approvals.TestDemand;
import org.whittle.approvals.Tests;
import org.whittle.portal.frame.Says;

/** The policies of approval. */
@Named
@ViewScoped
public class PoliciesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadPolicies read;
  @EJB private ManagePolicies manage;
  @Inject private Says says;

  private List<PolicyView> all = List.of();
  private List<TestDemand> demands = List.of();
  private String tested = "";
  private Tests tests = Tests.ALL;
  private int sample = 1;
  private List<StructureRule> allowances = List.of();
  private String allowing = "";
  private StructureFirst allowed = StructureFirst.NEVER;
  private @Nullable Severity allowedFrom;
  private String name = "";
  private String label = "";
  private String value = "";
  private int quorum = 2;
  private String approvers = "";
  private @Nullable Severity urgentFrom;
  private String channel = "";

  /** Reads everything anew. */
  @PostConstruct
  public void load() {
    all = read.all();
    demands = read.tests();
    allowances = read.structureFirst();
  }

  /** Keeps the policy that was typed. */
  public void keep() {
    manage.keep(
        new PolicyView(
            name.strip(),
            label.strip(),
            value.strip(),
            quorum,
            Arrays.stream(approvers.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList(),
            Optional.ofNullable(urgentFrom),
            channel));
    says.done("policies.kept", name.strip());
    name = "";
    load();
  }

  /** Puts a policy into the fields. */
  public void edit(PolicyView policy) {
    name = policy.name();
    label = policy.label();
    value = policy.value();
    quorum = policy.quorum();
    approvers = String.join(" ", policy.approvers());
    urgentFrom = policy.urgentFrom().orElse(null);
    channel = policy.channel();
  }

  /** Says which candidates a policy wants tested before anybody can approve. */
  public void test() {
    manage.test(tested, tests, sample);
    says.done("policies.tests.kept", tested);
    load();
  }

  /** Says whether a policy allows that versions are published before their tests. */
  public void allow() {
    manage.structureFirst(
        allowing,
        allowed,
        allowed == StructureFirst.SEVERE ? Optional.ofNullable(allowedFrom) : Optional.empty());
    says.done("policies.structure.kept", allowing);
    load();
  }

  /** Which policies allow that versions are published before their tests. */
  public List<StructureRule> getAllowances() {
    return allowances;
  }

  /** What a policy may say of it. */
  public StructureFirst[] getAllowable() {
    return StructureFirst.values();
  }

  /** The policy that is to allow it. */
  public String getAllowing() {
    return allowing;
  }

  /** The policy that is to allow it. */
  public void setAllowing(String allowing) {
    this.allowing = allowing;
  }

  /** Whether it is to be allowed. */
  public StructureFirst getAllowed() {
    return allowed;
  }

  /** Whether it is to be allowed. */
  public void setAllowed(StructureFirst allowed) {
    this.allowed = allowed;
  }

  /** The severity from which it is, where that decides. */
  public @Nullable Severity getAllowedFrom() {
    return allowedFrom;
  }

  /** The severity from which it is, where that decides. */
  public void setAllowedFrom(@Nullable Severity allowedFrom) {
    this.allowedFrom = allowedFrom;
  }

  /** Which candidates each policy wants tested. */
  public List<TestDemand> getDemands() {
    return demands;
  }

  /** What a policy may want tested. */
  public Tests[] getExtents() {
    return Tests.values();
  }

  /** The policy that is to want tests. */
  public String getTested() {
    return tested;
  }

  /** The policy that is to want tests. */
  public void setTested(String tested) {
    this.tested = tested;
  }

  /** What it is to want tested. */
  public Tests getTests() {
    return tests;
  }

  /** What it is to want tested. */
  public void setTests(Tests tests) {
    this.tests = tests;
  }

  /** How many of each family. */
  public int getSample() {
    return sample;
  }

  /** How many of each family. */
  public void setSample(int sample) {
    this.sample = sample;
  }

  /** Removes a policy. */
  public void remove(PolicyView policy) {
    manage.remove(policy.name());
    says.done("policies.removed", policy.name());
    load();
  }

  /** All policies. */
  public List<PolicyView> getAll() {
    return all;
  }

  /** The severities to choose from. */
  public List<Severity> getSeverities() {
    return List.of(Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
  }

  /** The name of the policy. */
  public String getName() {
    return name;
  }

  /** The name of the policy. */
  public void setName(String name) {
    this.name = name;
  }

  /** The label of the images that it speaks of. */
  public String getLabel() {
    return label;
  }

  /** The label of the images that it speaks of. */
  public void setLabel(String label) {
    this.label = label;
  }

  /** The value of the label. */
  public String getValue() {
    return value;
  }

  /** The value of the label. */
  public void setValue(String value) {
    this.value = value;
  }

  /** The channels that can be protected. */
  public List<String> getChannels() {
    return read.channels();
  }

  /** The channel whose promotions it speaks of; empty: rollouts. */
  public String getChannel() {
    return channel;
  }

  /** The channel whose promotions it speaks of; empty: rollouts. */
  public void setChannel(String channel) {
    this.channel = channel;
  }

  /** How many must approve. */
  public int getQuorum() {
    return quorum;
  }

  /** How many must approve. */
  public void setQuorum(int quorum) {
    this.quorum = quorum;
  }

  /** Names of those who may, between spaces. */
  public String getApprovers() {
    return approvers;
  }

  /** Names of those who may, between spaces. */
  public void setApprovers(String approvers) {
    this.approvers = approvers;
  }

  /** The severity from which one approval is enough. */
  public @Nullable Severity getUrgentFrom() {
    return urgentFrom;
  }

  /** The severity from which one approval is enough. */
  public void setUrgentFrom(@Nullable Severity urgentFrom) {
    this.urgentFrom = urgentFrom;
  }
}
