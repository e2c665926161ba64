package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.whittle.application.Roles;
import org.whittle.application.access.ReadUsers;
import org.whittle.application.health.CheckReadiness;

/** The application as deployed, asked from inside the server. */
@ExtendWith(ArquillianExtension.class)
class ApplicationIT {
  @EJB(lookup = "java:global/whittle/whittle-ejb/CheckReadiness")
  private CheckReadiness readiness;

  @EJB(lookup = "java:global/whittle/whittle-ejb/ReadUsers")
  private ReadUsers users;

  @Resource(lookup = "java:jboss/datasources/Whittle")
  private DataSource dataSource;

  @Deployment
  static WebArchive archive() {
    return InsideWhittle.archive(ApplicationIT.class);
  }

  @Test
  void isReady() {
    readiness.check();
  }

  @Test
  void allMigrationsHaveRun() throws Exception {
    assertTrue(
        number("SELECT COUNT(*) FROM flyway_schema_history WHERE success AND version <> '0'") >= 1);
    assertEquals(0, number("SELECT COUNT(*) FROM flyway_schema_history WHERE NOT success"));
  }

  @Test
  void jobsAndTimersLiveInTheDatabase() throws Exception {
    assertEquals(
        2,
        number(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'whittle'"
                + " AND table_name IN ('JBOSS_EJB_TIMER', 'JOB_EXECUTION')"));
  }

  @Test
  void sessionsOfTheDatabaseCountTimeInUtcAndCannotLoadFiles() throws Exception {
    assertEquals(1, number("SELECT @@session.time_zone IN ('+00:00', 'UTC')"));
    assertEquals(0, number("SELECT @@local_infile"));
  }

  @Test
  void aUseCaseIsOpenToItsRoleOnly() throws Exception {
    assertTrue(
        Actor.named("root", Roles.ADMINISTRATOR).call(() -> users.all()).stream()
            .anyMatch(user -> user.name().equals("admin")));
    assertThrows(
        EJBAccessException.class, () -> Actor.named("eve", Roles.VIEWER).call(() -> users.all()));
  }

  private long number(String query) throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getLong(1);
    }
  }
}
