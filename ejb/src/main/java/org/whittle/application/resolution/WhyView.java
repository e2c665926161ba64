package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;

/**
 * Why a name is among the packages, or why it is not.
 *
 * @param version the chosen version; absent if it is not there
 * @param path the shortest way from what was asked for to the package
 * @param others everything else that the package satisfies
 * @param standIns chosen packages that provide the name, if it is not there itself
 * @param passedOver clauses of chosen packages that it would satisfy, if it is not there
 * @param text the same in words, a line for each fact
 */
public record WhyView(
    String name,
    Optional<String> version,
    List<Step> path,
    List<Step> others,
    List<String> standIns,
    List<Step> passedOver,
    String text) {
  /**
   * One thing that something chosen satisfies.
   *
   * @param kind {@code requested}, {@code essential}, {@code needs} or {@code recommends}
   * @param by the package that wants it; absent if the user does
   * @param relation what is wanted, in the words of the package
   * @param chosen what satisfies it, if anything does
   * @param also other chosen packages that satisfy it as well
   * @param rejected what else comes to mind, and why it was not chosen
   */
  public record Step(
      String kind,
      Optional<String> by,
      String relation,
      Optional<String> chosen,
      List<String> also,
      List<Alternative> rejected) {}

  /** A package that was not chosen, and why. */
  public record Alternative(String name, String version, String reason) {}

  /** Whether the name is there. */
  public boolean here() {
    return version.isPresent();
  }
}
