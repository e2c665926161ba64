package org.whittle.universe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.format.PackageId;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.Relation;
import org.whittle.format.deb.Relations;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.IntTable;

/**
 * Collects the records of several indices and makes a universe of them.
 *
 * <p>The order in which indices and records are added does not matter. Records that cannot be used
 * are left out and told by {@link DebianUniverse#problems}. For one thread.
 */
public final class UniverseBuilder {
  /** What apt gives to an archive of which nothing else is said (apt_preferences(5)). */
  public static final int DEFAULT_PIN = 500;

  private final Architecture architecture;
  private final List<PackageRow> added = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  UniverseBuilder(Architecture architecture) {
    this.architecture = architecture;
  }

  /** Adds an index under apt's default pin. */
  public UniverseBuilder add(Collection<IndexRecord> index) {
    return add(index, DEFAULT_PIN);
  }

  /** Adds an index; the candidate of a name is of the highest pin; a negative pin hides it. */
  public UniverseBuilder add(Collection<IndexRecord> index, int pin) {
    if (pin >= 0) {
      index.forEach(record -> add(record, pin));
    }
    return this;
  }

  private void add(IndexRecord record, int pin) {
    Architecture own = record.id().architecture();
    if (!own.equals(architecture) && !own.equals(Architecture.ALL)) {
      problems.add(
          "cannot use " + record.id() + ": the universe is of architecture " + architecture);
      return;
    }
    try {
      added.add(PackageRow.of(record, pin));
    } catch (InvalidInput e) {
      problems.add("cannot use " + record.id() + ": " + e.getMessage());
    }
  }

  /** The universe of all that was added. */
  public DebianUniverse build() {
    Names names = new Names();
    RelationCompiler compiler = new RelationCompiler(architecture, names);
    PackageRow[] rows = readRelations(compiler);
    int[] nameOf = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      nameOf[i] = names.intern(rows[i].record().id().name().value());
    }
    Offers offers = offers(rows, nameOf, names);
    CompiledRelations relations = compiler.compile(offers);
    IntTable versions = versions(nameOf, names.size());
    problems.sort(null);
    return new DebianUniverse(rows, nameOf, names, versions, relations, offers, problems);
  }

  private PackageRow[] readRelations(RelationCompiler compiler) {
    added.sort(PackageRow.ORDER);
    List<PackageRow> kept = new ArrayList<>(added.size());
    Set<PackageId> seen = new HashSet<>(2 * added.size());
    for (PackageRow row : added) {
      if (seen.contains(row.record().id())) {
        continue;
      }
      try {
        Relations.parse(row.record().provides());
        compiler.add(compiler.read(row.record()));
        kept.add(row);
        seen.add(row.record().id());
      } catch (InvalidInput e) {
        problems.add("cannot use " + row.record().id() + ": " + e.getMessage());
      }
    }
    return kept.toArray(PackageRow[]::new);
  }

  private Offers offers(PackageRow[] rows, int[] nameOf, Names names) {
    List<List<Relation>> provided = new ArrayList<>(rows.length);
    for (PackageRow row : rows) {
      List<Relation> relations =
          Relations.parse(row.record().provides()).stream().flatMap(List::stream).toList();
      relations.forEach(r -> names.intern(r.name().value()));
      provided.add(relations);
    }
    IntTable versions = versions(nameOf, names.size());
    List<int[]> real = new ArrayList<>(names.size());
    for (int name = 0; name < names.size(); name++) {
      real.add(versions.row(name));
    }
    Offers offers = new Offers(rows, real);
    for (int i = 0; i < rows.length; i++) {
      for (Relation relation : provided.get(i)) {
        offers.provide(names.intern(relation.name().value()), i, exactVersion(relation));
      }
    }
    offers.sort();
    return offers;
  }

  private static @Nullable DebVersion exactVersion(Relation relation) {
    return relation
        .constraint()
        .filter(c -> c.operator() == Relation.Operator.EQUAL)
        .map(Relation.Constraint::version)
        .orElse(null);
  }

  private static IntTable versions(int[] nameOf, int names) {
    int[] counts = new int[names];
    int[] firsts = new int[names];
    for (int i = 0; i < nameOf.length; i++) {
      if (counts[nameOf[i]]++ == 0) {
        firsts[nameOf[i]] = i;
      }
    }
    IntTable.Builder table = new IntTable.Builder();
    for (int name = 0; name < names; name++) {
      for (int i = 0; i < counts[name]; i++) {
        table.add(firsts[name] + i);
      }
      table.endRow();
    }
    return table.build();
  }
}
