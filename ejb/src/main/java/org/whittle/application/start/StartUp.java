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
  private static final int MOST_ATTEMPTS = 3;

  @EJB private FirstAdministrator administrator;
  @Inject private RuleSets rules;
  @Inject private Starters starters;
  @Inject private Jobs jobs;
  @Inject private LongWork work;
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
      left.forEach(this::goOn);
    }
  }

  /**
   * Starts an interrupted job again: what it had done is done, so that it goes on where it was. One
   * that stopped the server time and again is left alone, and one that ends with its window is
   * started by whoever watches windows.
   */
  private void goOn(Job left) {
    if (left.inWindow() || left.kind() == JobKind.FIRST_START) {
      return;
    }
    if (left.attempt() >= MOST_ATTEMPTS) {
      LOG.log(
          System.Logger.Level.WARNING,
          "job {0} of {1} was interrupted {2} times and is not started again",
          left.id(),
          left.subject(),
          left.attempt());
      return;
    }
    work.startAgain(left);
  }

  private static boolean interrupted(List<Job> left, JobKind kind) {
    return left.stream().anyMatch(job -> job.kind() == kind);
  }
}
