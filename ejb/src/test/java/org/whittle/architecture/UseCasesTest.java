package org.whittle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whittle.application.access.Authenticate;
import org.whittle.application.health.CheckReadiness;

/** The use cases: the only door, and one with a guard. */
class UseCasesTest {
  private static final JavaClasses WHITTLE = Classes.whittle();

  /** Who one is, and whether the server is well, may be asked before anybody is known. */
  private static final Set<Class<?>> FOR_EVERYBODY =
      Set.of(Authenticate.class, CheckReadiness.class);

  private static final DescribedPredicate<JavaClass> EJBS =
      describe(
          "EJBs",
          type ->
              Stream.of(Stateless.class, Stateful.class, Singleton.class, MessageDriven.class)
                  .anyMatch(type::isAnnotatedWith));

  private static final DescribedPredicate<JavaClass> FOR_ALL =
      describe(
          "asked before anybody is known",
          type -> FOR_EVERYBODY.stream().anyMatch(type::isEquivalentTo));

  @Test
  void everyUseCaseSaysWhoMay() {
    classes()
        .that(EJBS)
        .and(not(FOR_ALL))
        .should()
        .beAnnotatedWith(RolesAllowed.class)
        .andShould()
        .notBeAnnotatedWith(PermitAll.class)
        .because("a use case that does not say who may call it is open to everybody")
        .check(WHITTLE);
  }

  @Test
  void noMethodIsOpenedAside() {
    methods()
        .should()
        .notBeAnnotatedWith(PermitAll.class)
        .because("what is open to everybody is a class of its own, and listed here")
        .check(WHITTLE);
  }

  @Test
  void whatIsOpenToEverybodySaysSo() {
    classes()
        .that(FOR_ALL)
        .should()
        .beAnnotatedWith(PermitAll.class)
        .because("open by forgetting and open on purpose must not look the same")
        .check(WHITTLE);
  }

  @Test
  void useCasesAreOfTheApplication() {
    classes()
        .that(EJBS)
        .should()
        .resideInAPackage("org.whittle.application..")
        .because("identity, permission, transaction and audit are added in one place")
        .check(WHITTLE);
  }

  @Test
  void entitiesDoNotLeave() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(EJBS)
        .should(nameNoEntity())
        .because("pages and REST get values: an entity outside its transaction is half a lie")
        .check(WHITTLE);
  }

  @Test
  void roomsDoNotAskWhoCalls() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.whittle.application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.annotation.security..", "jakarta.security..", "jakarta.ejb..")
        .because("permissions are asked once, at the door")
        .check(WHITTLE);
  }

  private static ArchCondition<JavaMethod> nameNoEntity() {
    return new ArchCondition<>("neither take nor give entities") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (JavaClass type : method.getAllInvolvedRawTypes()) {
          if (type.isAnnotatedWith(Entity.class)) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " names the entity " + type.getName()));
          }
        }
      }
    };
  }
}
