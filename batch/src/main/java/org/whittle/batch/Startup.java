package org.whittle.batch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.whittle.application.Roles;
import org.whittle.application.start.StartUp;

/** Wakes the application when the server starts. */
@Singleton
@jakarta.ejb.Startup
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Startup {
  @EJB private StartUp startUp;

  @PostConstruct
  void start() {
    startUp.run();
  }
}
