package org.whittle.batch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.whittle.application.Roles;
import org.whittle.application.access.FirstAdministrator;

/** Makes an empty installation usable when the server starts. */
@Singleton
@Startup
@RunAs(Roles.SYSTEM)
public class FirstStart {
  private static final Logger LOG = System.getLogger(FirstStart.class.getName());

  @EJB private FirstAdministrator administrator;

  /** Sees that somebody can log in. */
  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void prepare() {
    administrator
        .create()
        .ifPresent(file -> LOG.log(Level.INFO, "The first password is in {0}", file));
  }
}
