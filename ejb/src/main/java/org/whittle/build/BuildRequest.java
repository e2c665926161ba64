package org.whittle.build;

import java.util.List;
import org.whittle.blueprint.Blueprint;
import org.whittle.composition.Compression;
import org.whittle.kernel.Digest;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Hold;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Root;
import org.whittle.rules.RuleSet;

/**
 * What is to be built, and from what.
 *
 * @param blueprintDigest digest of the blueprint's text
 * @param baseline what the composition may draw from
 * @param holds packages of this image that stay within versions
 * @param rules the rule set, overlays included
 * @param compression of the layers of an OCI image
 */
public record BuildRequest(
    Blueprint blueprint,
    Digest blueprintDigest,
    Baseline baseline,
    List<Hold> holds,
    RuleSet rules,
    Compression compression) {

  /** Counts up when an artifact's bytes may change though all other inputs stay the same. */
  private static final int WRITERS = 4;

  /** Copies the list. */
  public BuildRequest {
    holds = List.copyOf(holds);
  }

  /** A request for layers that every tool reads. */
  public BuildRequest(
      Blueprint blueprint,
      Digest blueprintDigest,
      Baseline baseline,
      List<Hold> holds,
      RuleSet rules) {
    this(blueprint, blueprintDigest, baseline, holds, rules, Compression.GZIP);
  }

  /** The same with other artifacts to write. */
  public BuildRequest withFormats(List<String> formats) {
    return new BuildRequest(
        blueprint.withFormats(formats), blueprintDigest, baseline, holds, rules, compression);
  }

  /** The same with these holds in place of the former. */
  public BuildRequest withHolds(List<Hold> newHolds) {
    return new BuildRequest(blueprint, blueprintDigest, baseline, newHolds, rules, compression);
  }

  /**
   * Names every input of the image: requests with the same digest give the same bytes, so that an
   * image with this digest has not to be built again.
   */
  public Digest inputDigest() {
    StringBuilder text = new StringBuilder("input-1\n");
    text.append("blueprint ").append(blueprintDigest).append('\n');
    text.append("architecture ").append(blueprint.architecture()).append('\n');
    text.append("baseline ").append(baseline.digest()).append('\n');
    text.append("date ").append(baseline.date()).append('\n');
    holds.stream()
        .map(Hold::toString)
        .sorted()
        .forEach(hold -> text.append("hold ").append(hold).append('\n'));
    text.append("rules ").append(rules.digest()).append('\n');
    if (compression != Compression.GZIP) {
      text.append("compression ").append(compression.word()).append('\n');
    }
    text.append("writers ").append(WRITERS).append('\n');
    return Digest.of(text.toString());
  }

  /** Whether a build can say more than that the structure is sound: it has tests, or boots. */
  public boolean hasTests() {
    return !blueprint.tests().isEmpty() || MachineStep.isWanted(this);
  }

  /** What writes the artifacts, as far as it may change their bytes. */
  public String tools() {
    return tools(compression);
  }

  /** What writes artifacts with this compression. */
  public static String tools(Compression compression) {
    return "writers " + WRITERS + ", " + compression.word();
  }

  ResolutionRequest resolution() {
    List<Root> roots = blueprint.packages().stream().map(name -> Root.of(name.value())).toList();
    return new ResolutionRequest(
        roots, blueprint.recommends(), false, holds, List.of(), CandidatePolicy.CANDIDATE_ONLY);
  }
}
