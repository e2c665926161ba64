package org.whittle.application.start;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.RuleSets;
import org.whittle.application.Settings;
import org.whittle.application.access.FirstAdministrator;
import org.whittle.application.jobs.LeftJobs;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.Starters;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;

/**
 * What the application does when its server starts: the first administrator, the shipped rules, the
 * starters, jobs that a stopped server left behind, and on the very first start the main job by
 * itself.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StartUp {
  private static final System.Logger LOG = System.getLogger(StartUp.class.getName());

  @EJB private FirstAdministrator administrator;
  @Inject private RuleSets rules;
  @Inject private Starters starters;
  @Inject private Jobs jobs;
  @Inject private LongWork work;
  @Inject private LeftJobs leftJobs;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /** Does it. */
  public void run() {
    administrator
        .create()
        .ifPresent(file -> LOG.log(System.Logger.Level.INFO, "first password in {0}", file));
    rules.registerShipped();
    starters.all();
    List<Job> left = jobs.interruptOf(caller.project(), settings.node());
    boolean never = jobs.count(caller.project()) == 0;
    if (settings.firstStart() && (never || interrupted(left, JobKind.FIRST_START))) {
      work.start("first-start", JobKind.FIRST_START, "first start", OptionalLong.empty());
    } else {
      left.forEach(leftJobs::goOn);
    }
  }

  private static boolean interrupted(List<Job> left, JobKind kind) {
    return left.stream().anyMatch(job -> job.kind() == kind);
  }
}
