package org.whittle.format.deb;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.PackageName;

/**
 * One alternative of a relation field (Debian Policy 7.1, "Syntax of relationship fields").
 *
 * @param name the package or virtual package
 * @param qualifier what follows the colon, such as {@code any}, {@code native} or {@code amd64};
 *     empty if nothing does
 * @param constraintOrNull the version that is asked for, if one is
 * @param architectures restriction to architectures, each with {@code !} in front if excluded
 * @param profiles build profile restrictions: any of the lists, all of a list
 */
public record Relation(
    PackageName name,
    String qualifier,
    @Nullable Constraint constraintOrNull,
    List<String> architectures,
    List<List<String>> profiles) {

  /** Copies the collections. */
  public Relation {
    architectures = List.copyOf(architectures);
    profiles = profiles.stream().map(List::copyOf).toList();
  }

  /** What is asked of the version, if anything is. */
  public Optional<Constraint> constraint() {
    return Optional.ofNullable(constraintOrNull);
  }

  /** How a version is compared. */
  public enum Operator {
    EARLIER("<<", 0),
    EARLIER_OR_EQUAL("<=", 1),
    EQUAL("=", 2),
    LATER_OR_EQUAL(">=", 3),
    LATER(">>", 4);

    private static final List<Operator> BY_CODE =
        List.of(EARLIER, EARLIER_OR_EQUAL, EQUAL, LATER_OR_EQUAL, LATER);

    private final String sign;
    private final int code;

    Operator(String sign, int code) {
      this.sign = sign;
      this.code = code;
    }

    /** The operator of a code. */
    public static Operator of(int code) {
      return BY_CODE.get(code);
    }

    /** A small number that stays the same for good. */
    public int code() {
      return code;
    }

    /** As relations write it. */
    public String sign() {
      return sign;
    }

    /** Whether a version is within the bound that compares so to it: negative, zero, positive. */
    public boolean admits(int order) {
      return switch (this) {
        case EARLIER -> order < 0;
        case EARLIER_OR_EQUAL -> order <= 0;
        case EQUAL -> order == 0;
        case LATER_OR_EQUAL -> order >= 0;
        case LATER -> order > 0;
      };
    }
  }

  /** A bound on the version. */
  public record Constraint(Operator operator, DebVersion version) {
    /** Whether a version is within the bound. */
    public boolean admits(DebVersion candidate) {
      return operator.admits(candidate.compareTo(version));
    }

    @Override
    public String toString() {
      return operator.sign() + " " + version;
    }
  }

  /** As relation fields write it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name.value());
    if (!qualifier.isEmpty()) {
      text.append(':').append(qualifier);
    }
    if (constraintOrNull != null) {
      text.append(" (").append(constraintOrNull).append(')');
    }
    if (!architectures.isEmpty()) {
      text.append(" [").append(String.join(" ", architectures)).append(']');
    }
    for (List<String> profile : profiles) {
      text.append(" <").append(String.join(" ", profile)).append('>');
    }
    return text.toString();
  }
}
