package org.whittle.universe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.whittle.format.deb.IndexField;
import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.StanzaFields;
import org.whittle.format.deb.StanzaSink;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;

/**
 * What one thread has read of indices: packages as rows, and the words, relations and groups that
 * they speak of.
 */
final class IndexPart implements StanzaSink {
  /** The number of the word {@code all}. */
  static final int ALL = 5;

  /** The number of the word {@code any}. */
  static final int ANY = 6;

  /** The number of the word {@code native}. */
  static final int NATIVE = 7;

  /** The number of the word for the machine's architecture; those of foreign ones follow. */
  static final int FIRST_ARCHITECTURE = 8;

  /** Words that each part has under the same numbers: the priorities by rank first. */
  private static final List<String> FIXED =
      List.of("required", "important", "standard", "optional", "", "all", "any", "native");

  private static final int LOWEST_RANK = 5;
  private static final int EMPTY = 4;
  private static final List<IndexField> KINDS =
      List.of(
          IndexField.PRE_DEPENDS,
          IndexField.DEPENDS,
          IndexField.RECOMMENDS,
          IndexField.CONFLICTS,
          IndexField.BREAKS,
          IndexField.PROVIDES);

  /** The last field of each kind of groups. */
  private static final int[] LAST_OF_KIND = {1, 2, 4, 5};

  private static final int BYTES_OF_STANZA = 512;

  private final List<Architecture> architectures;
  private final Words words;
  private final RelationTable relations;
  private final Groups[] groups;
  private final Rows rows;
  private final Facts.Writer facts = new Facts.Writer();
  private final int[] row = new int[Rows.WIDTH];
  private int pin = UniverseBuilder.DEFAULT_PIN;
  private int origin;
  private Optional<BiPredicate<String, String>> only = Optional.empty();

  /** Makes room for what so many bytes of text hold usually. */
  IndexPart(List<Architecture> architectures, long textSize) {
    int stanzas = Math.clamp(textSize / BYTES_OF_STANZA, 100, 1 << 18);
    this.architectures = architectures;
    words = new Words(3 * stanzas, 48 * stanzas);
    relations = new RelationTable(2 * stanzas);
    rows = new Rows(stanzas + stanzas / 16);
    FIXED.forEach(this::word);
    architectures.forEach(architecture -> word(architecture.value()));
    groups = new Groups[architectures.size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new Groups(architectures.get(i).value(), words, relations, 2 * stanzas);
    }
  }

  /** What is read from now on is of this index. */
  void take(IndexInput index) {
    pin = index.pin();
    only = index.only();
    origin = index.origin();
  }

  private int word(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return words.intern(bytes, 0, bytes.length);
  }

  @Override
  public Optional<Fault> accept(StanzaFields stanza) {
    int machine = readArchitecture(stanza);
    if (machine < 0) {
      return Optional.of(
          new Fault(
              IndexField.ARCHITECTURE,
              "cannot use " + id(stanza) + ": the universe is of architecture " + names()));
    }
    readIdentity(stanza);
    if (only.isPresent()
        && !only.get().test(text(row[Rows.SOURCE]), text(row[Rows.SOURCE_VERSION]))) {
      return Optional.empty();
    }
    Optional<Fault> fault = readRelations(stanza, groups[machine]);
    if (fault.isEmpty()) {
      readFacts(stanza, machine);
      rows.add(row);
    }
    return fault;
  }

  private String names() {
    return String.join(" or ", architectures.stream().map(Architecture::value).toList());
  }

  private static String id(StanzaFields stanza) {
    return stanza.text(IndexField.PACKAGE)
        + "="
        + stanza.text(IndexField.VERSION)
        + "/"
        + stanza.text(IndexField.ARCHITECTURE);
  }

  /** The place of the architecture among those of the universe, or -1. */
  private int readArchitecture(StanzaFields stanza) {
    int architecture = intern(stanza, IndexField.ARCHITECTURE, Rows.ARCHITECTURE);
    row[Rows.ARCHITECTURE] = architecture;
    if (architecture == ALL) {
      return 0;
    }
    int machine = architecture - FIRST_ARCHITECTURE;
    return machine >= 0 && machine < architectures.size() ? machine : -1;
  }

  private void readIdentity(StanzaFields stanza) {
    row[Rows.NAME] = intern(stanza, IndexField.PACKAGE, Rows.NAME);
    row[Rows.VERSION] = intern(stanza, IndexField.VERSION, Rows.VERSION);
    row[Rows.SOURCE] = row[Rows.NAME];
    row[Rows.SOURCE_VERSION] = row[Rows.VERSION];
    row[Rows.SECTION] = intern(stanza, IndexField.SECTION, Rows.SECTION);
    row[Rows.PRIORITY] = intern(stanza, IndexField.PRIORITY, Rows.PRIORITY);
    if (stanza.has(IndexField.SOURCE)) {
      readSource(stanza.buffer(), stanza.start(IndexField.SOURCE), stanza.end(IndexField.SOURCE));
    }
  }

  /** The form is {@code name} or {@code name (version)} (Debian Policy 5.6.1). */
  private void readSource(byte[] text, int from, int to) {
    int space = from;
    while (space < to && text[space] != ' ') {
      space++;
    }
    row[Rows.SOURCE] = words.intern(text, from, space);
    if (space < to) {
      row[Rows.SOURCE_VERSION] = words.intern(text, space + 2, to - 1);
    }
  }

  private int intern(StanzaFields stanza, IndexField field, int cell) {
    int from = stanza.start(field);
    int to = stanza.end(field);
    if (from == to) {
      return EMPTY;
    }
    // Neighbours in an index are mostly of one source.
    int before = row[cell];
    return words.is(before, stanza.buffer(), from, to)
        ? before
        : words.intern(stanza.buffer(), from, to);
  }

  private Optional<Fault> readRelations(StanzaFields stanza, Groups into) {
    int before = rows.groups().size();
    int kind = 0;
    for (int i = 0; i < KINDS.size(); i++) {
      IndexField field = KINDS.get(i);
      try {
        readGroups(stanza.buffer(), stanza.start(field), stanza.end(field), into);
      } catch (InvalidInput e) {
        rows.groups().truncate(before);
        return Optional.of(new Fault(field, "cannot use " + id(stanza) + ": " + e.getMessage()));
      }
      if (i == LAST_OF_KIND[kind]) {
        row[Rows.GROUPS_END + kind] = rows.groups().size();
        kind++;
      }
    }
    return Optional.empty();
  }

  private void readGroups(byte[] text, int from, int to, Groups into) {
    int start = from;
    while (start < to) {
      while (start < to && text[start] == ' ') {
        start++;
      }
      int comma = start;
      int hash = 0;
      int end = start;
      int endHash = 0;
      while (comma < to && text[comma] != ',') {
        byte b = text[comma++];
        hash = 31 * hash + b;
        if (b != ' ') {
          end = comma;
          endHash = hash;
        }
      }
      if (end > start) {
        rows.groups().add(into.read(text, start, end, endHash));
      }
      start = comma + 1;
    }
  }

  private void readFacts(StanzaFields stanza, int machine) {
    int priority = row[Rows.PRIORITY];
    boolean important = yes(stanza, IndexField.PROTECTED) || yes(stanza, IndexField.IMPORTANT);
    row[Rows.FLAGS] =
        Flags.of(
            yes(stanza, IndexField.ESSENTIAL),
            important,
            multiArch(stanza),
            Math.min(priority + 1, LOWEST_RANK),
            machine);
    row[Rows.PIN] = pin;
    row[Rows.ORIGIN] = origin;
    number(stanza, IndexField.SIZE, Rows.SIZES);
    number(stanza, IndexField.INSTALLED_SIZE, Rows.SIZES + 2);
    row[Rows.FACTS] = facts.add(stanza);
    row[Rows.FACTS_LENGTH] = Facts.Writer.length(stanza);
  }

  private static boolean yes(StanzaFields stanza, IndexField field) {
    return stanza.end(field) - stanza.start(field) == "yes".length();
  }

  /** The four kinds differ in their first letters. */
  private static MultiArch multiArch(StanzaFields stanza) {
    if (!stanza.has(IndexField.MULTI_ARCH)) {
      return MultiArch.NO;
    }
    return switch (stanza.buffer()[stanza.start(IndexField.MULTI_ARCH)]) {
      case 's' -> MultiArch.SAME;
      case 'f' -> MultiArch.FOREIGN;
      case 'a' -> MultiArch.ALLOWED;
      default -> MultiArch.NO;
    };
  }

  private void number(StanzaFields stanza, IndexField field, int cell) {
    long number = 0;
    for (int i = stanza.start(field); i < stanza.end(field); i++) {
      number = number * 10 + (stanza.buffer()[i] - '0');
    }
    row[cell] = (int) (number >>> 32);
    row[cell + 1] = (int) number;
  }

  private String text(int word) {
    int start = words.start(word);
    return new String(words.pool(), start, words.end(word) - start, StandardCharsets.UTF_8);
  }

  /** Adds what another part of the same architectures has read; it is not to be used any more. */
  void add(IndexPart other) {
    int[] wordNumbers = words.addAll(other.words);
    int[] relationNumbers = relations.addAll(other.relations, wordNumbers);
    int[][] groupNumbers = new int[groups.length][];
    for (int i = 0; i < groups.length; i++) {
      groupNumbers[i] = groups[i].addAll(other.groups[i], relationNumbers);
    }
    rows.addAll(other.rows, wordNumbers, groupNumbers, facts.addAll(other.facts));
  }

  Words words() {
    return words;
  }

  RelationTable relations() {
    return relations;
  }

  Groups groups(int machine) {
    return groups[machine];
  }

  Rows rows() {
    return rows;
  }

  Facts.Writer facts() {
    return facts;
  }
}
