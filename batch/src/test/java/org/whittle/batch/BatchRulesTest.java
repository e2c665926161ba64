package org.whittle.batch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import org.junit.jupiter.api.Test;

/** The batch is wiring: it calls use cases, as the system, and knows nothing else. */
class BatchRulesTest {
  private static final JavaClasses BATCH =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.whittle.batch");

  @Test
  void stepsSeeUseCasesOnly() {
    classes()
        .that()
        .resideInAPackage("org.whittle.batch..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("org.whittle.."))
                .or(
                    resideInAnyPackage(
                        "org.whittle.batch..",
                        "org.whittle.application..",
                        "org.whittle.kernel..")))
        .because("a step that calls a room does what no use case allows, audits or tests")
        .check(BATCH);
  }

  @Test
  void stepsDoNotReachTheDatabase() {
    noClasses()
        .that()
        .resideInAPackage("org.whittle.batch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..", "org.hibernate..")
        .because("long work holds no transaction; the short ones are those of use cases")
        .check(BATCH);
  }

  @Test
  void ejbsActAsTheSystemOrOnlyStartJobs() {
    classes()
        .that()
        .areAnnotatedWith(Stateless.class)
        .or()
        .areAnnotatedWith(Singleton.class)
        .should()
        .beAnnotatedWith(RunAs.class)
        .orShould()
        .beAnnotatedWith(RolesAllowed.class)
        .orShould()
        .be(BatchJobStarter.class)
        .because("the batch acts as one named user; the starter acts for a use case that has asked")
        .check(BATCH);
  }

  @Test
  void whatIsOpenIsReachedFromWithinOnly() {
    noClasses()
        .that()
        .areAnnotatedWith(PermitAll.class)
        .should()
        .beAnnotatedWith("jakarta.ejb.Remote")
        .orShould()
        .beAnnotatedWith("jakarta.jws.WebService")
        .orShould()
        .beAnnotatedWith("jakarta.ws.rs.Path")
        .because("it is not guarded by a role, but by having no face to the outside")
        .check(BATCH);
  }
}
