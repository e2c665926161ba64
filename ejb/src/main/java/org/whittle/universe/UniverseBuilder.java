package org.whittle.universe;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;

/**
 * Collects indices and makes a universe of them.
 *
 * <p>The order in which indices and records are added does not matter. What cannot be used is left
 * out and told by {@link DebianUniverse#skipped}. For one thread.
 */
public final class UniverseBuilder {
  /** What apt gives to an archive of which nothing else is said (apt_preferences(5)). */
  public static final int DEFAULT_PIN = 500;

  private final List<Architecture> architectures;
  private final List<IndexInput> inputs = new ArrayList<>();
  private int indices;

  UniverseBuilder(List<Architecture> architectures) {
    this.architectures = List.copyOf(architectures);
  }

  /** Adds an index under apt's default pin. */
  public UniverseBuilder add(Collection<IndexRecord> index) {
    return add(index, DEFAULT_PIN);
  }

  /** Adds an index; the candidate of a name is of the highest pin; a negative pin hides it. */
  public UniverseBuilder add(Collection<IndexRecord> index, int pin) {
    return add("records", () -> new ByteArrayInputStream(RecordText.of(index)), pin);
  }

  /** Adds the text of an index under apt's default pin; the name is for messages. */
  public UniverseBuilder add(String name, IndexText text) {
    return add(name, text, DEFAULT_PIN);
  }

  /** Adds the text of an index under a pin, as the records of one. */
  public UniverseBuilder add(String name, IndexText text, int pin) {
    return add(new IndexInput(name, indices, pin, Optional.empty(), 0, List.of(text)));
  }

  /** Adds of a text only the packages of certain sources, by name and version. */
  public UniverseBuilder add(String name, IndexText text, BiPredicate<String, String> sources) {
    return add(new IndexInput(name, indices, DEFAULT_PIN, Optional.of(sources), 0, List.of(text)));
  }

  private UniverseBuilder add(IndexInput input) {
    indices++;
    if (input.pin() >= 0) {
      inputs.add(input);
    }
    return this;
  }

  /**
   * The universe of all that was added.
   *
   * @throws org.whittle.kernel.Corrupted if an index is cut off or its compression is broken
   */
  public DebianUniverse build() {
    return new DebianUniverse(Assembly.of(IndexReading.read(architectures, inputs), architectures));
  }
}
