package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.dashboard.ReadDashboard;
import org.whittle.application.holds.HoldQuery;
import org.whittle.application.holds.HoldView;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.ReadHolds;
import org.whittle.application.jobs.JobView;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.application.rollouts.RunRollouts;
import org.whittle.patches.HoldState;

/** A hold whose end has passed: shown, counted, and told once by the report of a night. */
@ExtendWith(ArquillianExtension.class)
class HoldExpiryIT {
  private static final String PACKAGE = "expired-lib";

  @EJB(lookup = "java:global/whittle/whittle-ejb/ReadHolds")
  private ReadHolds holds;

  @EJB(lookup = "java:global/whittle/whittle-ejb/ManageHolds")
  private ManageHolds manage;

  @EJB(lookup = "java:global/whittle/whittle-ejb/ReadDashboard")
  private ReadDashboard dashboard;

  @EJB(lookup = "java:global/whittle/whittle-ejb/RunRollouts")
  private RunRollouts night;

  @EJB(lookup = "java:global/whittle/whittle-ejb/ReadJobs")
  private ReadJobs jobs;

  @Resource(lookup = "java:jboss/datasources/Whittle")
  private DataSource dataSource;

  @Deployment
  static WebArchive archive() {
    return InsideWhittle.archive(HoldExpiryIT.class);
  }

  @Test
  void anExpiredHoldIsShownCountedAndToldOnce() throws Exception {
    long id = placeInThePast();
    Actor manager = Actor.named("petra", Roles.PATCH_MANAGER, Roles.VIEWER);

    HoldView shown = manager.call(() -> holds.hold(id));
    assertTrue(shown.expired());
    assertEquals(Optional.of(LocalDate.parse("2020-02-01")), shown.expiredSince());
    HoldQuery expired = new HoldQuery(PACKAGE, Optional.of(HoldState.EXPIRED));
    assertEquals(1, manager.call(() -> holds.holds(expired, PageRequest.of(0, 10))).total());
    HoldQuery inForce = new HoldQuery(PACKAGE, Optional.of(HoldState.IN_FORCE));
    assertEquals(0, manager.call(() -> holds.holds(inForce, PageRequest.of(0, 10))).total());
    assertTrue(manager.call(() -> dashboard.read()).holdsExpired() >= 1);

    String told = "hold " + id + " for the whole library on expired-lib (until 2020-01-31, olga)";
    String first = report();
    assertTrue(first.contains("no longer binding: "), first);
    assertTrue(first.contains(told), first);
    assertFalse(report().contains(told), "it was told before");

    manager.call(
        () -> {
          manage.release(id);
          return id;
        });
    assertEquals(0, manager.call(() -> holds.holds(expired, PageRequest.of(0, 10))).total());
  }

  private long placeInThePast() throws Exception {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into hold (project_id, package_name, versions, reason, owner, placed_by,"
                    + " created_at, until) values (1, ?, '= 1', 'a test', 'olga', 'olga',"
                    + " '2020-01-01', '2020-01-31')",
                Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, PACKAGE);
      insert.executeUpdate();
      try (var keys = insert.getGeneratedKeys()) {
        assertTrue(keys.next());
        return keys.getLong(1);
      }
    }
  }

  /** The report of a night that runs now. */
  private String report() throws Exception {
    Actor operator = Actor.named("otto", Roles.OPERATOR, Roles.VIEWER);
    long job = operator.call(() -> night.startNow());
    for (int i = 0; i < 600; i++) {
      JobView view = operator.call(() -> jobs.job(job)).job();
      if (view.endedAt().isPresent()) {
        return view.message();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("job " + job + " does not end");
  }
}
