package org.whittle.resolver;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;

/**
 * Why a name is among the chosen packages, or why it is not; {@link WhyText} puts it into words.
 */
public sealed interface Why {
  /**
   * The name was chosen.
   *
   * @param path the shortest way from what was asked for to the package: first a request, then what
   *     each package needs of the one behind it; over requirements wherever these suffice
   * @param others everything else that the package satisfies, requests first, then by package
   */
  record Here(PackageId id, List<Reason> path, List<Reason> others) implements Why {
    /** Keeps the order. */
    public Here {
      path = List.copyOf(path);
      others = List.copyOf(others);
    }
  }

  /**
   * No package of the name was chosen.
   *
   * @param subject what was asked about
   * @param versions the packages of the name, the preferred first; empty if it is not known or only
   *     provided
   * @param standIns chosen packages that provide the name
   * @param passedOver the clauses of chosen packages that one of the versions would satisfy
   */
  record NotHere(
      Subject subject,
      List<PackageId> versions,
      List<PackageId> standIns,
      List<PassedOver> passedOver)
      implements Why {
    /** Keeps the order. */
    public NotHere {
      versions = List.copyOf(versions);
      standIns = List.copyOf(standIns);
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * A clause that something else satisfies, or nothing because it only recommends.
   *
   * @param instead what was chosen, if anything was
   */
  record PassedOver(
      PackageId by,
      String clause,
      boolean recommended,
      Optional<PackageId> instead,
      Rejected rejected) {}
}
