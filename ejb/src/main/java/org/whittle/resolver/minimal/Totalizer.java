package org.whittle.resolver.minimal;

/**
 * Counts how many of some literals are true, as far as it is asked: output {@code n} is true if at
 * least {@code n} inputs are.
 *
 * <p>A tree of sums in unary as in O. Bailleux and Y. Boufkhad, "Efficient CNF Encoding of Boolean
 * Cardinality Constraints" (CP 2003), whose outputs are made when they are needed as in R. Martins
 * et al., "Incremental Cardinality Constraints for MaxSAT" (CP 2014).
 */
final class Totalizer {
  private final Search search;
  private final Node root;

  Totalizer(Search search, int[] inputs) {
    this.search = search;
    this.root = new Node(inputs, 0, inputs.length);
  }

  int inputs() {
    return root.inputs;
  }

  /** The literal that is true if at least this many inputs are, from 1 to all. */
  int atLeast(int count) {
    return root.atLeast(count);
  }

  private final class Node {
    private final int inputs;
    private final Node[] parts;
    private final Ints outputs = new Ints(2);

    Node(int[] literals, int from, int to) {
      this.inputs = to - from;
      if (inputs == 1) {
        this.parts = new Node[0];
        outputs.add(literals[from]);
      } else {
        int middle = (from + to) >>> 1;
        this.parts = new Node[] {new Node(literals, from, middle), new Node(literals, middle, to)};
      }
    }

    int atLeast(int count) {
      while (outputs.size() < count) {
        addOutput(outputs.size() + 1);
      }
      return outputs.get(count - 1);
    }

    private void addOutput(int count) {
      int output = Literal.positive(search.newVariable());
      int least = Math.max(0, count - parts[1].inputs);
      for (int i = least; i <= Math.min(count, parts[0].inputs); i++) {
        if (i == 0) {
          search.addClause(parts[1].atLeast(count) ^ 1, output);
        } else if (i == count) {
          search.addClause(parts[0].atLeast(count) ^ 1, output);
        } else {
          search.addClause(parts[0].atLeast(i) ^ 1, parts[1].atLeast(count - i) ^ 1, output);
        }
      }
      if (count > 1) {
        search.addClause(output ^ 1, outputs.get(count - 2));
      }
      outputs.add(output);
    }
  }
}
