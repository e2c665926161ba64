package org.whittle.universe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.whittle.format.PackageId;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.Problem;
import org.whittle.format.deb.Relation;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.VersionRange;
import org.whittle.universe.Tables.Column;
import org.whittle.universe.Tables.Table;

/**
 * The binary packages of some Debian suites for one architecture, as the resolver asks for them.
 *
 * <p>Immutable and safe for any thread. Packages are numbered by name, then from the preferred to
 * the least preferred version, so that nothing depends on the order of the input.
 */
public final class DebianUniverse implements PackageUniverse {
  private static final int NO_NAME = -1;

  private final Tables tables;
  private final int[] nameOf;
  private final int[] flags;
  private final int[] essentials;
  private final int[] subjects;
  private final int[] wordEnds;
  private final IntTable versions;
  private final IntTable requirements;
  private final IntTable recommendations;
  private final IntTable exclusions;
  private final IntTable clauses;
  private final IntTable solvers;

  DebianUniverse(Tables tables) {
    this.tables = tables;
    this.nameOf = tables.column(Column.NAME);
    this.flags = tables.column(Column.FLAGS);
    this.essentials =
        IntStream.range(0, flags.length).filter(p -> Flags.essential(flags[p])).toArray();
    this.subjects = tables.column(Column.SUBJECT);
    this.wordEnds = tables.column(Column.WORD_END);
    this.versions = tables.table(Table.VERSIONS);
    this.requirements = tables.table(Table.REQUIREMENTS);
    this.recommendations = tables.table(Table.RECOMMENDATIONS);
    this.exclusions = tables.table(Table.EXCLUSIONS);
    this.clauses = tables.table(Table.CLAUSES);
    this.solvers = tables.table(Table.SOLVERS);
  }

  /** Collects the indices of a universe for one architecture and for packages of all. */
  public static UniverseBuilder builder(Architecture architecture) {
    return new UniverseBuilder(List.of(architecture));
  }

  /**
   * Collects the indices of a universe for a machine that runs packages of foreign architectures,
   * too (Multi-Arch).
   *
   * <p>Names are those of the machine's own architecture; a package of a foreign one is there for
   * those who depend on it, and is never the package of the plain name.
   */
  public static UniverseBuilder builder(Architecture architecture, List<Architecture> foreign) {
    return new UniverseBuilder(architectures(architecture, foreign));
  }

  static List<Architecture> architectures(Architecture own, List<Architecture> foreign) {
    List<Architecture> all = new ArrayList<>();
    all.add(own);
    foreign.stream().filter(a -> !all.contains(a)).forEach(all::add);
    return all;
  }

  /** What the index says of a package by its identity, such as where to fetch it. */
  public Optional<IndexEntry> entry(PackageId id) {
    OptionalInt name = find(id.name(), id.architecture());
    if (name.isPresent()) {
      for (int i = versions.start(name.getAsInt()); i < versions.end(name.getAsInt()); i++) {
        if (id(versions.at(i)).equals(id)) {
          return Optional.of(entry(versions.at(i)));
        }
      }
    }
    return Optional.empty();
  }

  /** What the index says of a package. */
  public IndexEntry entry(int aPackage) {
    Facts facts = new Facts(tables.facts());
    int start = aPackage == 0 ? 0 : tables.column(Column.FACTS_END)[aPackage - 1];
    int end = tables.column(Column.FACTS_END)[aPackage];
    return new IndexEntry(
        id(aPackage),
        new PackageName(word(Column.SOURCE, aPackage)),
        new Version(word(Column.SOURCE_VERSION, aPackage)),
        word(Column.SECTION, aPackage),
        word(Column.PRIORITY, aPackage),
        Flags.essential(flags[aPackage]),
        Flags.important(flags[aPackage]),
        Flags.multiArch(flags[aPackage]),
        wide(Column.INSTALLED_HIGH, Column.INSTALLED_LOW, aPackage),
        wide(Column.SIZE_HIGH, Column.SIZE_LOW, aPackage),
        facts.filename(start, end),
        facts.sha256(start),
        facts.description(start, end),
        tables.column(Column.ORIGIN)[aPackage]);
  }

  /** Why stanzas were passed over, each with its place, in the order of the indices. */
  public List<Problem> skipped() {
    return tables.problems();
  }

  /** How many stanzas were read, those passed over included. */
  public int stanzas() {
    return tables.stanzas();
  }

  Tables tables() {
    return tables;
  }

  private long wide(Column high, Column low, int aPackage) {
    return (long) tables.column(high)[aPackage] << 32
        | Integer.toUnsignedLong(tables.column(low)[aPackage]);
  }

  private String word(Column column, int aPackage) {
    return word(tables.column(column)[aPackage]);
  }

  private String word(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  private byte[] bytes(int word) {
    int start = word == 0 ? 0 : wordEnds[word - 1];
    byte[] bytes = new byte[wordEnds[word] - start];
    tables.words().get(start, bytes);
    return bytes;
  }

  @Override
  public int packages() {
    return nameOf.length;
  }

  @Override
  public PackageId id(int aPackage) {
    return new PackageId(
        name(nameOf[aPackage]),
        version(aPackage),
        new Architecture(word(Column.ARCHITECTURE, aPackage)));
  }

  private Version version(int aPackage) {
    return new Version(word(Column.VERSION, aPackage));
  }

  @Override
  public int nameOf(int aPackage) {
    return nameOf[aPackage];
  }

  @Override
  public int names() {
    return tables.column(Column.NAME_WORD).length;
  }

  @Override
  public PackageName name(int name) {
    return new PackageName(word(tables.column(Column.NAME_WORD)[name]));
  }

  @Override
  public OptionalInt find(PackageName name) {
    return find(name, 0);
  }

  @Override
  public OptionalInt find(PackageName name, Architecture architecture) {
    return find(
        name,
        architecture.equals(Architecture.ALL)
            ? 0
            : tables.architectures().indexOf(architecture.value()));
  }

  @Override
  public boolean takes(Architecture architecture) {
    return architecture.equals(Architecture.ALL)
        || tables.architectures().contains(architecture.value());
  }

  private OptionalInt find(PackageName name, int machine) {
    return Arrays.stream(namesakes(name))
        .filter(number -> tables.column(Column.NAME_MACHINE)[number] == machine)
        .findFirst();
  }

  @Override
  public int[] namesakes(PackageName name) {
    byte[] text = name.value().getBytes(StandardCharsets.UTF_8);
    int[] slots = tables.column(Column.NAME_SLOTS);
    int[] found = new int[tables.architectures().size()];
    Arrays.fill(found, NO_NAME);
    int slot = Words.spread(Words.hash(text, 0, text.length)) & (slots.length - 1);
    for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int number = slots[slot] - 1;
      if (Arrays.equals(bytes(tables.column(Column.NAME_WORD)[number]), text)) {
        found[tables.column(Column.NAME_MACHINE)[number]] = number;
      }
    }
    return Arrays.stream(found).filter(number -> number != NO_NAME).toArray();
  }

  @Override
  public IntTable versions() {
    return versions;
  }

  @Override
  public IntTable requirements() {
    return requirements;
  }

  @Override
  public IntTable recommendations() {
    return recommendations;
  }

  @Override
  public IntTable exclusions() {
    return exclusions;
  }

  @Override
  public IntTable clauses() {
    return clauses;
  }

  @Override
  public IntTable solvers() {
    return solvers;
  }

  @Override
  public int subject(int relation) {
    return subjects[relation];
  }

  @Override
  public String relationText(int relation) {
    StringBuilder text = new StringBuilder(name(subjects[relation]).value());
    int qualifier = tables.column(Column.QUALIFIER)[relation];
    int version = tables.column(Column.RELATION_VERSION)[relation];
    if (qualifier != RelationTable.NONE) {
      text.append(':').append(word(qualifier));
    }
    if (version != RelationTable.NONE) {
      String sign = Relation.Operator.of(tables.column(Column.OPERATOR)[relation]).sign();
      text.append(" (").append(sign).append(' ').append(word(version)).append(')');
    }
    return text.toString();
  }

  @Override
  public int[] essentials() {
    return essentials.clone();
  }

  @Override
  public long installedSize(int aPackage) {
    return wide(Column.INSTALLED_HIGH, Column.INSTALLED_LOW, aPackage) * 1024;
  }

  @Override
  public int[] matching(int wanted, VersionRange range) {
    IntTable providers = tables.table(Table.PROVIDERS);
    int[] found = new int[versions.size(wanted) + providers.size(wanted)];
    int size = 0;
    for (int i = versions.start(wanted); i < versions.end(wanted); i++) {
      if (within(versions.at(i), range)) {
        found[size++] = versions.at(i);
      }
    }
    for (int i = providers.start(wanted); i < providers.end(wanted); i++) {
      int provider = providers.at(i);
      boolean known = Arrays.stream(found, 0, size).anyMatch(p -> p == provider);
      if (!known && provides(tables.column(Column.PROVIDED_VERSION)[i], range)) {
        found[size++] = provider;
      }
    }
    return Arrays.copyOf(found, size);
  }

  @Override
  public boolean fits(int relation, int aPackage) {
    int qualifier = tables.column(Column.QUALIFIER)[relation];
    return tables.column(Column.NAME_MACHINE)[subjects[relation]] == Flags.machine(flags[aPackage])
        || (qualifier == RelationTable.NONE
            ? Flags.is(MultiArch.FOREIGN, flags[aPackage])
            : word(qualifier).equals("any"));
  }

  private boolean provides(int version, VersionRange range) {
    return range.isAny()
        || (version != RelationTable.NONE && within(DebVersion.parse(word(version)), range));
  }

  @Override
  public boolean within(int aPackage, VersionRange range) {
    return range.isAny() || within(DebVersion.of(version(aPackage)), range);
  }

  private static boolean within(DebVersion version, VersionRange range) {
    return range.bounds().stream()
        .allMatch(b -> b.comparison().holds(version.compareTo(DebVersion.of(b.version()))));
  }
}
