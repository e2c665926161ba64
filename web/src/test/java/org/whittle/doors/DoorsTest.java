package org.whittle.doors;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.login.LoginPage;

/**
 * Pages, REST, registry and login stand beside each other on the use cases, and see nothing else.
 */
class DoorsTest {
  private static final SortedSet<String> DOORS =
      new TreeSet<>(Set.of("portal", "rest", "login", "registry"));
  private static final JavaClasses WEB =
      new ClassFileImporter()
          .importUrl(LoginPage.class.getProtectionDomain().getCodeSource().getLocation());

  /** What use cases give back may be a word or a record of a room, never what acts in it. */
  private static final DescribedPredicate<JavaClass> VALUES =
      describe(
          "enums and records",
          type -> type.getBaseComponentType().isEnum() || type.getBaseComponentType().isRecord());

  @Test
  void allDoorsAreLookedAt() {
    Set<String> doors =
        WEB.stream()
            .map(type -> type.getPackageName().split("\\.")[2])
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(DOORS, doors);
  }

  @Test
  void doorsSeeUseCasesAndTheirValues() {
    classes()
        .that()
        .resideInAnyPackage(packages(DOORS))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("org.whittle.."))
                .or(resideInAnyPackage(packages(DOORS)))
                .or(resideInAnyPackage("org.whittle.application..", "org.whittle.kernel.."))
                .or(VALUES))
        .because("a page that calls a room goes past identity, permission, transaction and audit")
        .check(WEB);
  }

  @Test
  void doorsDoNotReachTheDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(DOORS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..", "org.hibernate..")
        .because("queries, and what may be seen of their results, are affairs of use cases")
        .check(WEB);
  }

  @Test
  void doorsDoNotKnowEachOther() {
    for (String door : DOORS) {
      SortedSet<String> others = new TreeSet<>(DOORS);
      others.remove(door);
      noClasses()
          .that()
          .resideInAPackage("org.whittle." + door + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(others))
          .because("each can be changed, or left out, without the others")
          .check(WEB);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("org.whittle.(**)")
        .should()
        .beFreeOfCycles()
        .because("what knows each other is one package, or one of them knows too much")
        .check(WEB);
  }

  @Test
  void publicFieldsAreConstants() {
    fields()
        .that()
        .arePublic()
        .should()
        .beStatic()
        .andShould()
        .beFinal()
        .because("what everybody may set, nobody can keep valid")
        .check(WEB);
  }

  private static String[] packages(Collection<String> doors) {
    return doors.stream().map(door -> "org.whittle." + door + "..").toArray(String[]::new);
  }
}
