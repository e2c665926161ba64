package org.whittle.universe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.format.PackageId;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.VersionRange;

/**
 * The binary packages of some Debian suites for one architecture, as the resolver asks for them.
 *
 * <p>Immutable and safe for any thread. Packages are numbered by name, then from the preferred to
 * the least preferred version, so that nothing depends on the order of the input.
 */
public final class DebianUniverse implements PackageUniverse {
  private final PackageRow[] rows;
  private final boolean[] essential;
  private final int[] nameOf;
  private final Names names;
  private final IntTable versions;
  private final CompiledRelations relations;
  private final Offers offers;
  private final List<String> problems;

  DebianUniverse(
      PackageRow[] rows,
      int[] nameOf,
      Names names,
      IntTable versions,
      CompiledRelations relations,
      Offers offers,
      List<String> problems) {
    this.rows = rows;
    this.nameOf = nameOf;
    this.names = names;
    this.versions = versions;
    this.relations = relations;
    this.offers = offers;
    this.problems = List.copyOf(problems);
    this.essential = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      essential[i] = rows[i].record().essential();
    }
  }

  /** Collects the indices of a universe for one architecture and for packages of all. */
  public static UniverseBuilder builder(Architecture architecture) {
    return new UniverseBuilder(architecture);
  }

  /** What the index says of a chosen package, such as where to fetch it. */
  public Optional<IndexRecord> record(PackageId id) {
    OptionalInt name = find(id.name());
    if (name.isPresent()) {
      for (int i = versions.start(name.getAsInt()); i < versions.end(name.getAsInt()); i++) {
        if (id(versions.at(i)).equals(id)) {
          return Optional.of(record(versions.at(i)));
        }
      }
    }
    return Optional.empty();
  }

  /** What the index says of a package. */
  public IndexRecord record(int aPackage) {
    return rows[aPackage].record();
  }

  /** Why records were left out: one sentence each, in order of package. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public int packages() {
    return rows.length;
  }

  @Override
  public PackageId id(int aPackage) {
    return rows[aPackage].record().id();
  }

  @Override
  public int nameOf(int aPackage) {
    return nameOf[aPackage];
  }

  @Override
  public int names() {
    return names.size();
  }

  @Override
  public PackageName name(int name) {
    return new PackageName(names.text(name));
  }

  @Override
  public OptionalInt find(PackageName name) {
    return names.find(name.value());
  }

  @Override
  public IntTable versions() {
    return versions;
  }

  @Override
  public IntTable requirements() {
    return relations.requirements();
  }

  @Override
  public IntTable recommendations() {
    return relations.recommendations();
  }

  @Override
  public IntTable exclusions() {
    return relations.exclusions();
  }

  @Override
  public IntTable clauses() {
    return relations.clauses();
  }

  @Override
  public IntTable solvers() {
    return relations.solvers();
  }

  @Override
  public int subject(int relation) {
    return relations.subject(relation);
  }

  @Override
  public String relationText(int relation) {
    return relations.text(relation);
  }

  @Override
  public boolean essential(int aPackage) {
    return essential[aPackage];
  }

  @Override
  public long installedSize(int aPackage) {
    return rows[aPackage].record().installedSizeKib() * 1024;
  }

  @Override
  public int[] matching(PackageName name, VersionRange range) {
    OptionalInt number = find(name);
    return number.isEmpty()
        ? new int[0]
        : offers.satisfying(number.getAsInt(), v -> within(v, range), !range.isAny());
  }

  @Override
  public boolean within(int aPackage, VersionRange range) {
    return range.isAny() || within(DebVersion.of(id(aPackage).version()), range);
  }

  private static boolean within(DebVersion version, VersionRange range) {
    return range.bounds().stream()
        .allMatch(b -> b.comparison().holds(version.compareTo(debian(b.version()))));
  }

  private static DebVersion debian(Version version) {
    return DebVersion.of(version);
  }
}
