package org.whittle.application.health;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.whittle.kernel.Unavailable;

/** Checks that the application can serve; tells nothing else, since nobody has logged in. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CheckReadiness {
  private static final int SECONDS = 3;

  @Resource(lookup = "java:jboss/datasources/Whittle")
  private DataSource dataSource;

  /**
   * Returns if the database answers within three seconds.
   *
   * @throws Unavailable if it does not
   */
  public void check() {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isValid(SECONDS)) {
        throw new Unavailable("cannot serve: the database does not answer");
      }
    } catch (SQLException e) {
      throw new Unavailable("cannot serve: the database cannot be reached", e);
    }
  }
}
