package org.whittle.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Architecture;

/**
 * A source that the host's apt configuration names, one for each address and suite.
 *
 * @param name a name for it that no other of the configuration has
 * @param address of the archive as written, without credentials
 * @param suite as written
 * @param components as written; those of repeated entries are joined
 * @param architecture whose packages are to be read
 * @param file where it stands
 * @param line where it stands, counted from 1
 * @param enabled whether apt uses it
 * @param own whether it belongs to the host's own distribution
 * @param role what it is in the host's own distribution
 * @param definition ready to be synced; empty exactly if there are problems
 * @param problems why it cannot be used
 */
public record OfferedSource(
    String name,
    String address,
    String suite,
    List<String> components,
    Architecture architecture,
    Path file,
    long line,
    boolean enabled,
    boolean own,
    SuiteRole role,
    Optional<SourceDefinition> definition,
    List<String> problems) {

  /** Copies the lists. */
  public OfferedSource {
    components = List.copyOf(components);
    problems = List.copyOf(problems);
  }

  /** Where it stands, as {@code file:line}. */
  public String location() {
    return file + ":" + line;
  }

  /** Whether it may be used without asking: the host's own, in use by apt, and without problems. */
  public boolean switchedOn() {
    return own && enabled && role != SuiteRole.OTHER && definition.isPresent();
  }
}
