package org.whittle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.sql.Connection;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may know whom among the rooms.
 *
 * <p>A rule that matches no class fails: ArchUnit refuses it.
 */
class RoomsTest {
  private static final JavaClasses WHITTLE = Classes.whittle();

  @Test
  void theClassFilesOfTheRunningJdkCanBeRead() {
    JavaClass string = new ClassFileImporter().importClass(String.class);

    assertFalse(string.getMethods().isEmpty(), "ArchUnit is too old for this JDK");
  }

  @Test
  void theTableNamesAllRooms() {
    SortedSet<String> found =
        WHITTLE.stream().map(RoomsTest::room).collect(toCollection(TreeSet::new));
    SortedSet<String> listed =
        Stream.of(Room.values()).map(Room::folder).collect(toCollection(TreeSet::new));

    assertEquals(listed, found);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aRoomKnowsOnlyThoseBelow(Room room) {
    classes()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("org.whittle..")
                .or(resideInAnyPackage(room.mayKnow()))
                .as("are of " + String.join(", ", room.mayKnow()) + " or not of Whittle"))
        .because(room.because())
        .check(WHITTLE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("org.whittle.(**)")
        .should()
        .beFreeOfCycles()
        .because("what knows each other is one package, or one of them knows too much")
        .check(WHITTLE);
  }

  @Test
  void formatsDoNotKnowEachOther() {
    slices()
        .matching("org.whittle.format.(*)..")
        .should()
        .notDependOnEachOther()
        .because("a format is read by its specification, and another one does not occur in it")
        .check(WHITTLE);
  }

  @Test
  void pureRoomsArePlainJava() {
    noClasses()
        .that()
        .resideInAnyPackage(Room.purePackages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..", "org.hibernate..")
        .because(
            "from blueprint to artifact all is a function of its inputs, to be tested, measured"
                + " and called from the command line without a server")
        .check(WHITTLE);
  }

  @Test
  void connectionsAreOpenedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.whittle.database", "org.whittle.schema", "org.whittle.application.health")
        .should()
        .dependOnClassesThat(
            describe(
                "are connections or what comes from one",
                type ->
                    type.isAssignableTo(Connection.class)
                        || type.isAssignableTo(Statement.class)
                        || type.isAssignableTo(DataSource.class)))
        .because(
            "plain SQL joins the caller's transaction and closes what it opens in one place;"
                + " the migration comes before it, and readiness asks whether there is a database")
        .check(WHITTLE);
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
        .check(WHITTLE);
  }

  private static String room(JavaClass type) {
    String below = type.getPackageName().substring("org.whittle.".length());
    return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
  }
}
