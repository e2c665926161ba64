package org.whittle.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Runs the migrations while Hibernate is starting, hence before it validates the schema and before
 * any bean, timer or job of the application can run.
 *
 * <p>Hibernate finds it through {@code META-INF/services}. Several nodes may start at once: Flyway
 * holds a lock in the database.
 */
public final class MigratingIntegrator implements Integrator {
  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    DataSource dataSource =
        factory
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class);
    migrate(dataSource);
  }

  /** Nothing is held. */
  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}

  /**
   * Applies what is missing. The server's own tables (jobs, timers) may be there first: a schema
   * with tables, but without a history, counts as one before the first migration.
   */
  static void migrate(DataSource dataSource) {
    Flyway.configure(MigratingIntegrator.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .validateMigrationNaming(true)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }
}
