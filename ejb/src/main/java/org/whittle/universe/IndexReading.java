package org.whittle.universe;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.whittle.format.deb.IndexReport;
import org.whittle.format.deb.IndexScanner;
import org.whittle.format.deb.Problem;
import org.whittle.format.deb.ScannedPart;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;

/** Reads indices, several parts at once, into the tables of a universe. */
final class IndexReading {
  private final List<Architecture> architectures;
  private final List<IndexInput> inputs;
  private final ScannedPart[][] scanned;
  private final int threads;

  /** About how many bytes of text each thread reads. */
  private final long expected;

  private IndexReading(List<Architecture> architectures, List<IndexInput> inputs) {
    this.architectures = architectures;
    this.inputs = inputs;
    this.scanned = new ScannedPart[inputs.size()][];
    int most = 1;
    for (int i = 0; i < scanned.length; i++) {
      scanned[i] = new ScannedPart[inputs.get(i).parts().size()];
      most = Math.max(most, scanned[i].length);
    }
    this.threads = most;
    this.expected = inputs.stream().mapToLong(IndexInput::size).sum() / most;
  }

  /** What was read, and the rows of it in their order. */
  static final class Result {
    final IndexPart part;
    final int[] order;
    final List<Problem> problems;
    final int stanzas;

    Result(IndexPart part, int[] order, List<Problem> problems, int stanzas) {
      this.part = part;
      this.order = order;
      this.problems = problems;
      this.stanzas = stanzas;
    }
  }

  /**
   * Reads all.
   *
   * @throws Corrupted if an index is cut off or its compression is broken
   */
  static Result read(List<Architecture> architectures, List<IndexInput> inputs) {
    return new IndexReading(architectures, inputs).read();
  }

  private Result read() {
    Worker[] workers = new Worker[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = new Worker(i);
      if (i > 0) {
        workers[i].start();
      }
    }
    workers[0].work();
    for (Worker worker : workers) {
      worker.await();
    }
    List<Problem> problems = new ArrayList<>();
    int stanzas = 0;
    for (ScannedPart[] parts : scanned) {
      IndexReport report = ScannedPart.whole(List.of(parts));
      problems.addAll(report.problems());
      stanzas += report.count() + report.problems().size();
    }
    IndexPart all = workers[0].part;
    List<int[]> sorted = new ArrayList<>();
    sorted.add(workers[0].order);
    for (int i = 1; i < threads; i++) {
      int before = all.rows().size();
      all.add(workers[i].part);
      int[] order = workers[i].order;
      for (int j = 0; j < order.length; j++) {
        order[j] += before;
      }
      sorted.add(order);
    }
    return new Result(all, PackageOrder.of(all, sorted), problems, stanzas);
  }

  /** Reads the parts of one place in all indices. */
  private final class Worker extends BackgroundWork {
    private final int place;
    private final IndexPart part;
    private int[] order = new int[0];

    Worker(int place) {
      super("part-" + place);
      this.place = place;
      this.part = new IndexPart(architectures, expected);
    }

    @Override
    void work() {
      for (int i = 0; i < inputs.size(); i++) {
        if (place < scanned[i].length) {
          scanned[i][place] = scan(inputs.get(i));
        }
      }
      order = NameOrder.of(part);
    }

    private ScannedPart scan(IndexInput input) {
      part.take(input);
      try (InputStream text = input.parts().get(place).open()) {
        return new IndexScanner(text, input.name(), part).scan();
      } catch (IOException e) {
        throw new Corrupted(
            "cannot read index " + input.name() + ": " + e.getMessage(), "Fetch it again", e);
      }
    }
  }
}
