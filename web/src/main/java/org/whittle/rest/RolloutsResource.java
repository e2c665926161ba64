package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.audit.ExportEvidence;
import org.whittle.application.rollouts.DecideRollout;
import org.whittle.application.rollouts.DraftRollout;
import org.whittle.application.rollouts.PlanRollout;
import org.whittle.application.rollouts.PlanView;
import org.whittle.application.rollouts.ReadCauses;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.application.rollouts.RollBack;
import org.whittle.application.rollouts.RolloutPage;
import org.whittle.application.rollouts.RolloutRow;
import org.whittle.application.rollouts.TestCandidates;
import org.whittle.application.rollouts.WaitingCause;
import org.whittle.application.rollouts.Wish;

/** Rollouts: planned, proposed, decided. */
@RequestScoped
@Path("/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RolloutsResource {
  @EJB private ReadRollouts read;
  @EJB private ReadCauses causes;
  @EJB private PlanRollout plan;
  @EJB private DraftRollout drafts;
  @EJB private TestCandidates tests;
  @EJB private DecideRollout decide;
  @EJB private ExportEvidence export;
  @EJB private RollBack rollback;

  /**
   * What a rollout is for.
   *
   * @param cause {@code patches}, which it is if nothing is said, {@code rules}, {@code blueprint},
   *     {@code base} or {@code whittle}
   * @param patches the patches of a rollout of patches, by their numbers
   * @param rules the version of the rules; without it the newest
   * @param sources the sources whose newest snapshots a newer base takes; without them all
   * @param label for images with this label only, as {@code name=value} or {@code name}
   * @param images for these images only
   * @param verification what must be known of a version before channel {@code dev} follows it:
   *     {@code tests}, which it is if nothing is said, or {@code structure}, with the tests after
   */
  record Choice(
      @Nullable String cause,
      @Nullable List<Long> patches,
      @Nullable Integer rules,
      @Nullable List<String> sources,
      @Nullable String label,
      @Nullable List<String> images,
      @Nullable String verification) {
    Wish wish() {
      return RolloutWish.of(cause, patches, rules, sources, label, images, verification);
    }
  }

  /** What is proposed; the rest is as for what a rollout is for. */
  record Proposal(
      @Nullable String title,
      @Nullable String comment,
      @Nullable String cause,
      @Nullable List<Long> patches,
      @Nullable Integer rules,
      @Nullable List<String> sources,
      @Nullable String label,
      @Nullable List<String> images,
      @Nullable String verification) {
    Wish wish() {
      return RolloutWish.of(cause, patches, rules, sources, label, images, verification);
    }
  }

  /**
   * What is decided.
   *
   * @param plan digest of the plan that the decision is about
   */
  record Decision(@Nullable String plan, @Nullable String comment) {}

  /** Why something is taken back. */
  record Reason(@Nullable String reason) {}

  /** How many images went back. */
  record WentBack(int images) {}

  /** Rollouts, newest first. */
  @GET
  public Page<RolloutRow> list(@BeanParam Paging paging) {
    return read.rollouts(paging.request());
  }

  /** What is new beside patches, and waits for a rollout. */
  @GET
  @Path("/causes")
  public List<WaitingCause> causes() {
    return causes.waiting();
  }

  /** What such a rollout would do, without proposing it. */
  @POST
  @Path("/what-if")
  public PlanView whatIf(Choice choice) {
    return plan.whatIf(Required.body(choice).wish());
  }

  /** Proposes a rollout. */
  @POST
  public Response propose(Proposal proposal) {
    Proposal wanted = Required.body(proposal);
    long id =
        plan.propose(
            Required.member("title", wanted.title()),
            wanted.wish(),
            Objects.requireNonNullElse(wanted.comment(), ""));
    return Answers.created("rollouts", id);
  }

  /** Keeps a plan as a draft, which nobody is asked about. */
  @POST
  @Path("/drafts")
  public Response draft(Proposal proposal) {
    Proposal wanted = Required.body(proposal);
    long id =
        plan.draft(
            Required.member("title", wanted.title()),
            wanted.wish(),
            Objects.requireNonNullElse(wanted.comment(), ""));
    return Answers.created("rollouts", id);
  }

  /** Asks others to decide on a draft, with exactly the plan that it has. */
  @POST
  @Path("/{id: [0-9]{1,18}}/propose")
  public void propose(@PathParam("id") long id) {
    drafts.propose(id);
  }

  /** Whether all candidates are to be tested, or those that policies want. */
  record Extent(@Nullable Boolean all) {}

  /** Starts the tests of candidates; nothing is published by them. */
  @POST
  @Path("/{id: [0-9]{1,18}}/tests")
  public Response test(@PathParam("id") long id, Extent extent) {
    return Answers.started(tests.start(id, Required.member("all", Required.body(extent).all())));
  }

  /** Takes away what nobody has decided on. */
  @POST
  @Path("/{id: [0-9]{1,18}}/withdraw")
  public void withdraw(@PathParam("id") long id) {
    drafts.withdraw(id);
  }

  /** One rollout with its plan and decisions. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public RolloutPage one(@PathParam("id") long id) {
    return read.rollout(id);
  }

  /** One file with all that shows how the rollout came about. */
  @GET
  @Path("/{id: [0-9]{1,18}}/evidence")
  @Produces("application/zip")
  public Response evidence(@PathParam("id") long id) {
    return Download.of(export.ofRollout(id), null, null, null);
  }

  /** Approves the plan with the digest that is named. */
  @POST
  @Path("/{id: [0-9]{1,18}}/approve")
  public void approve(@PathParam("id") long id, Decision decision) {
    Decision wanted = Required.body(decision);
    decide.approve(
        id,
        Required.member("plan", wanted.plan()),
        Objects.requireNonNullElse(wanted.comment(), ""));
  }

  /** Rejects the plan with the digest that is named; the comment says why. */
  @POST
  @Path("/{id: [0-9]{1,18}}/reject")
  public void reject(@PathParam("id") long id, Decision decision) {
    Decision wanted = Required.body(decision);
    decide.reject(
        id,
        Required.member("plan", wanted.plan()),
        Objects.requireNonNullElse(wanted.comment(), ""));
  }

  /** Takes back all that a rollout gave; its patches are not applied any more. */
  @POST
  @Path("/{id: [0-9]{1,18}}/rollback")
  public WentBack rollBack(@PathParam("id") long id, Reason reason) {
    return new WentBack(
        rollback.rollout(id, Required.member("reason", Required.body(reason).reason())));
  }

  /** Takes back what a rollout gave one image, and holds the image on what it had. */
  @POST
  @Path("/{id: [0-9]{1,18}}/images/{name}/rollback")
  public void rollBackImage(
      @PathParam("id") long id, @PathParam("name") String name, Reason reason) {
    rollback.image(id, name, Required.member("reason", Required.body(reason).reason()));
  }
}
