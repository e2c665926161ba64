package org.whittle.universe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.whittle.format.deb.Relation;
import org.whittle.format.deb.RelationScanner;
import org.whittle.format.deb.Relations;

/**
 * The groups of alternatives that the packages of one architecture speak of, each distinct text
 * being read once.
 *
 * <p>Relations that are restricted to other architectures or to build profiles are left out (Debian
 * Policy 7.1); a group of only such ones is empty.
 */
final class Groups {
  private final Words texts;
  private final Ints ends;
  private final Ints members;
  private final RelationScanner scanner = new RelationScanner();
  private final String architecture;
  private final Words words;
  private final RelationTable relations;

  /** Makes room for so many groups; more may come. */
  Groups(String architecture, Words words, RelationTable relations, int expected) {
    this.texts = new Words(expected, 32 * expected);
    this.ends = new Ints(expected);
    this.members = new Ints(expected + expected / 4);
    this.architecture = architecture;
    this.words = words;
    this.relations = relations;
  }

  /**
   * The number of a group, a text without white space around it.
   *
   * @throws org.whittle.kernel.InvalidInput if it cannot be read
   */
  int read(byte[] text, int from, int to, int hash) {
    int known = texts.find(text, from, to, hash);
    if (known >= 0) {
      return known;
    }
    scanner.start(text, from, to);
    while (scanner.next()) {
      members.add(plainRelation(text));
    }
    if (!scanner.isPlain()) {
      members.truncate(start(ends.size()));
      readSlowly(new String(text, from, to - from, StandardCharsets.UTF_8));
    }
    ends.add(members.size());
    return texts.add(text, from, to, hash);
  }

  private int plainRelation(byte[] text) {
    int name = words.intern(text, scanner.nameStart(), scanner.nameEnd());
    int qualifier =
        scanner.qualifierEnd() == scanner.qualifierStart()
            ? RelationTable.NONE
            : words.intern(text, scanner.qualifierStart(), scanner.qualifierEnd());
    if (scanner.versionEnd() == scanner.versionStart()) {
      return relations.intern(name, qualifier, 0, RelationTable.NONE);
    }
    int version = words.intern(text, scanner.versionStart(), scanner.versionEnd());
    return relations.intern(name, qualifier, scanner.operator().code(), version);
  }

  private void readSlowly(String text) {
    for (List<Relation> alternatives : Relations.parse(text)) {
      for (Relation relation : alternatives) {
        if (ArchitectureWildcard.applies(relation, architecture)) {
          members.add(relation(relation));
        }
      }
    }
  }

  private int relation(Relation relation) {
    int name = word(relation.name().value());
    int qualifier =
        relation.qualifier().isEmpty() ? RelationTable.NONE : word(relation.qualifier());
    return relation
        .constraint()
        .map(
            c ->
                relations.intern(
                    name, qualifier, c.operator().code(), word(c.version().toString())))
        .orElseGet(() -> relations.intern(name, qualifier, 0, RelationTable.NONE));
  }

  private int word(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return words.intern(bytes, 0, bytes.length);
  }

  /** The number here of each group of others, whose relations have these numbers here. */
  int[] addAll(Groups others, int[] relationNumbers) {
    int before = texts.size();
    int[] numbers = texts.addAll(others.texts);
    int next = before;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == next) {
        for (int m = others.start(i); m < others.end(i); m++) {
          members.add(relationNumbers[others.member(m)]);
        }
        ends.add(members.size());
        next++;
      }
    }
    return numbers;
  }

  int size() {
    return ends.size();
  }

  /** Where the relations of a group start. */
  int start(int group) {
    return group == 0 ? 0 : ends.get(group - 1);
  }

  /** Where the relations of a group end. */
  int end(int group) {
    return ends.get(group);
  }

  /** The relation at a place between start and end. */
  int member(int at) {
    return members.get(at);
  }
}
