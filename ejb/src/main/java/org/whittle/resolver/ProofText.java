package org.whittle.resolver;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.resolver.Proof.Step;

/** Puts a proof into words, a numbered sentence for each step. */
final class ProofText {
  private final StringBuilder text = new StringBuilder();
  private final Phrases phrases;
  private final Notes notes;

  private ProofText(Phrases phrases) {
    this.phrases = phrases;
    this.notes = new Notes(phrases);
  }

  /** The steps; what stands under a supposition is indented. */
  static String of(Proof proof, Phrases phrases) {
    ProofText report = new ProofText(phrases);
    proof.steps().forEach(report::step);
    return report.text.toString();
  }

  /** The facts alone, where no proof is short enough. */
  static String list(List<Cause> core, Phrases phrases) {
    ProofText report = new ProofText(phrases);
    core.forEach(report::fact);
    return report.text.toString();
  }

  private void fact(Cause cause) {
    text.append("  ").append(plain(cause)).append(".\n");
    notes.write(text, "    ", cause);
  }

  private void step(Step step) {
    String indent = "  ".repeat(step.depth() + 1);
    text.append(indent).append(step.number()).append(". ").append(words(step)).append(".\n");
    if (step.claim() != Proof.Claim.SUPPOSED) {
      step.cause().ifPresent(cause -> notes.write(text, indent + "   ", cause));
    }
  }

  private String words(Step step) {
    String subject = Phrases.joined(step.packages().stream().map(phrases::name).toList(), "and");
    return step.cause()
        .map(cause -> words(step, cause, subject))
        .orElseGet(() -> "so " + subject + " is out (" + since(step) + ")");
  }

  private static String since(Step step) {
    return step.premises().getFirst().step() + "–" + step.premises().getLast().step();
  }

  private String words(Step step, Cause cause, String subject) {
    return switch (step.claim()) {
      case CHOSEN -> wish(step, cause) + chosen(step, cause, subject);
      case OUT -> out(step, cause, subject);
      case SUPPOSED -> "suppose that " + subject + " is chosen: " + wish(step, cause);
      case CLASH -> clash(step, cause);
    };
  }

  /** Who wants what. */
  private String wish(Step step, Cause cause) {
    return switch (cause) {
      case Cause.Requested requested -> requested.wanted() + " was requested";
      case Cause.Requires requires -> known(step, requires.by()) + " needs " + requires.clause();
      case Cause.Excludes excludes ->
          known(step, excludes.by()) + " excludes " + excludes.relation();
      case Cause.SameName same -> "only one " + same.one().name() + " can be chosen";
    };
  }

  private String chosen(Step step, Cause cause, String subject) {
    List<String> out = outAmong(step, cause);
    return out.isEmpty()
        ? ", which is " + subject
        : "; " + Phrases.joined(out, "and") + are(out) + " out, so it is " + subject;
  }

  private String out(Step step, Cause cause, String subject) {
    return switch (cause) {
      case Cause.Excludes excludes ->
          step.packages().contains(excludes.by())
              ? subject
                  + " is out: it excludes "
                  + excludes.relation()
                  + ", which is "
                  + known(step, excludes.other())
              : known(step, excludes.by())
                  + " excludes "
                  + excludes.relation()
                  + ", so "
                  + subject
                  + are(step.packages())
                  + " out";
      case Cause.SameName same ->
          subject
              + " is out: only one "
              + same.one().name()
              + " can be chosen, and that is "
              + known(step, step.packages().contains(same.one()) ? same.other() : same.one());
      case Cause.Requires requires ->
          subject + " is out: it needs " + requires.clause() + nothing(step, cause);
      case Cause.Requested requested -> subject + " is out";
    };
  }

  private String clash(Step step, Cause cause) {
    return switch (cause) {
      case Cause.Excludes excludes ->
          "but "
              + known(step, excludes.by())
              + " excludes "
              + excludes.relation()
              + ", which is "
              + known(step, excludes.other());
      case Cause.SameName same ->
          "but only one of "
              + known(step, same.one())
              + " and "
              + known(step, same.other())
              + " can be chosen";
      case Cause.Requested requested -> wish(step, cause) + nothing(step, cause);
      case Cause.Requires requires -> wish(step, cause) + nothing(step, cause);
    };
  }

  /** Why a wish comes to nothing. */
  private String nothing(Step step, Cause cause) {
    List<String> out = outAmong(step, cause);
    return out.isEmpty()
        ? ", which nothing gives"
        : ", but " + Phrases.joined(out, "and") + are(out) + " out";
  }

  private List<String> outAmong(Step step, Cause cause) {
    List<PackageId> options =
        switch (cause) {
          case Cause.Requested requested -> requested.options();
          case Cause.Requires requires -> requires.options();
          case Cause.Excludes excludes -> List.of();
          case Cause.SameName same -> List.of();
        };
    return options.stream()
        .filter(option -> step.stepOf(option).isPresent())
        .map(option -> known(step, option))
        .toList();
  }

  private static String are(List<?> some) {
    return some.size() == 1 ? " is" : " are";
  }

  /** A package, and the step that speaks of it unless that is the one just before. */
  private String known(Step step, PackageId id) {
    Optional<Integer> said = step.stepOf(id).filter(number -> number != step.number() - 1);
    return phrases.name(id) + said.map(number -> " (" + number + ")").orElse("");
  }

  private String plain(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested ->
          requested.wanted() + " was requested" + phrases.which(requested.options());
      case Cause.Requires requires ->
          phrases.name(requires.by())
              + " needs "
              + requires.clause()
              + phrases.which(requires.options());
      case Cause.Excludes excludes ->
          phrases.name(excludes.by())
              + " excludes "
              + excludes.relation()
              + ", which is "
              + phrases.name(excludes.other());
      case Cause.SameName same ->
          "only one of "
              + phrases.name(same.one())
              + " and "
              + phrases.name(same.other())
              + " can be chosen";
    };
  }
}
