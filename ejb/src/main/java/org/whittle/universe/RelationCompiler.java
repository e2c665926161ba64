package org.whittle.universe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.Relation;
import org.whittle.format.deb.Relations;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.IntTable;

/**
 * Turns relation fields into rows of numbers, each distinct text being read once.
 *
 * <p>A group whose relations all are restricted to other architectures or build profiles is not
 * there at all (Debian Policy 7.1); a relation on a package of another architecture has no solver.
 */
final class RelationCompiler {
  /** A group that does not concern this architecture. */
  private static final int ABSENT = -1;

  private final String architecture;
  private final Names names;
  private final Map<String, Integer> clauseNumbers = new HashMap<>(1 << 17);
  private final Map<String, Integer> relationNumbers = new HashMap<>(1 << 17);
  private final List<Relation> relations = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Boolean> negative = new ArrayList<>();
  private final IntTable.Builder clauses = new IntTable.Builder();
  private final IntTable.Builder requirements = new IntTable.Builder();
  private final IntTable.Builder recommendations = new IntTable.Builder();
  private final IntTable.Builder exclusions = new IntTable.Builder();

  RelationCompiler(Architecture architecture, Names names) {
    this.architecture = architecture.value();
    this.names = names;
  }

  /** The relations of one package, all read before any is added. */
  record Fields(List<Integer> needed, List<Integer> wished, List<Integer> excluded) {}

  /**
   * Reads the relations of the next package.
   *
   * @throws org.whittle.kernel.InvalidInput if one cannot be read; then nothing is added for it
   */
  Fields read(IndexRecord record) {
    List<Integer> needed = new ArrayList<>();
    List<Integer> wished = new ArrayList<>();
    List<Integer> excluded = new ArrayList<>();
    readClauses(record.preDepends(), needed);
    readClauses(record.depends(), needed);
    readClauses(record.recommends(), wished);
    readExclusions(record.conflicts(), excluded);
    readExclusions(record.breaks(), excluded);
    return new Fields(needed, wished, excluded);
  }

  /** Adds the row of the next package. */
  void add(Fields fields) {
    fields.needed().forEach(requirements::add);
    requirements.endRow();
    fields.wished().forEach(recommendations::add);
    recommendations.endRow();
    fields.excluded().forEach(exclusions::add);
    exclusions.endRow();
  }

  /** The tables, with the solvers that the offers have for each relation. */
  CompiledRelations compile(Offers offers) {
    IntTable.Builder solvers = new IntTable.Builder();
    int[] subjects = new int[relations.size()];
    for (int i = 0; i < subjects.length; i++) {
      Relation relation = relations.get(i);
      subjects[i] = names.intern(relation.name().value());
      solvers.addRow(solvers(relation, subjects[i], negative.get(i), offers));
    }
    return new CompiledRelations(
        requirements.build(),
        recommendations.build(),
        exclusions.build(),
        clauses.build(),
        solvers.build(),
        subjects,
        texts.toArray(String[]::new));
  }

  private int[] solvers(Relation relation, int name, boolean excludes, Offers offers) {
    String qualifier = relation.qualifier();
    boolean any = qualifier.equals("any");
    if (!qualifier.isEmpty()
        && !any
        && !qualifier.equals("native")
        && !qualifier.equals(architecture)) {
      return new int[0];
    }
    IntPredicate suitable = any && !excludes ? offers::allowsAnyArchitecture : p -> true;
    return relation
        .constraint()
        .map(c -> offers.satisfying(name, c::admits, true, suitable))
        .orElseGet(() -> offers.satisfying(name, v -> true, false, suitable));
  }

  private void readClauses(String field, List<Integer> into) {
    for (String group : groups(field)) {
      Integer number = clauseNumbers.get(group);
      if (number == null) {
        number = newClause(group);
        clauseNumbers.put(group, number);
      }
      if (number != ABSENT) {
        into.add(number);
      }
    }
  }

  private int newClause(String group) {
    List<Integer> row = new ArrayList<>();
    for (List<Relation> alternatives : Relations.parse(group)) {
      for (Relation relation : alternatives) {
        if (applies(relation)) {
          row.add(relation(relation, false));
        }
      }
    }
    if (row.isEmpty()) {
      return ABSENT;
    }
    row.forEach(clauses::add);
    return clauses.endRow();
  }

  private void readExclusions(String field, List<Integer> into) {
    for (String group : groups(field)) {
      Integer known = relationNumbers.get('!' + group);
      if (known != null) {
        into.add(known);
        continue;
      }
      for (List<Relation> alternatives : Relations.parse(group)) {
        for (Relation relation : alternatives) {
          if (applies(relation)) {
            into.add(relation(relation, true));
          }
        }
      }
    }
  }

  private int relation(Relation relation, boolean excludes) {
    Relation plain =
        new Relation(
            relation.name(),
            relation.qualifier(),
            relation.constraintOrNull(),
            List.of(),
            List.of());
    String text = plain.toString();
    String key = excludes ? '!' + text : text;
    Integer known = relationNumbers.putIfAbsent(key, relations.size());
    if (known != null) {
      return known;
    }
    names.intern(relation.name().value());
    relations.add(plain);
    texts.add(text);
    negative.add(excludes);
    return relations.size() - 1;
  }

  private boolean applies(Relation relation) {
    return appliesTo(relation.architectures(), architecture)
        && (relation.profiles().isEmpty()
            || relation.profiles().stream()
                .anyMatch(all -> all.stream().allMatch(p -> p.startsWith("!"))));
  }

  /** Restrictions name architectures to include, or all those to exclude. */
  private static boolean appliesTo(List<String> restrictions, String architecture) {
    if (restrictions.isEmpty()) {
      return true;
    }
    boolean excluding = restrictions.getFirst().startsWith("!");
    boolean named =
        restrictions.stream()
            .map(r -> r.startsWith("!") ? r.substring(1) : r)
            .anyMatch(r -> ArchitectureWildcard.matches(r, architecture));
    return excluding != named;
  }

  private static List<String> groups(String field) {
    if (field.isEmpty()) {
      return List.of();
    }
    List<String> groups = new ArrayList<>();
    int start = 0;
    while (start <= field.length()) {
      int comma = field.indexOf(',', start);
      int end = comma < 0 ? field.length() : comma;
      groups.add(field.substring(start, end).strip());
      start = end + 1;
    }
    return groups;
  }
}
